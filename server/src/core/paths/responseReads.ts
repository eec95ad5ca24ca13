import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { toReading } from '#core/paths/facts';
import type { Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';
import { innermost } from '#core/template/fill';
import { endpointTemplates, nodeTemplates, placeholdersIn } from '#core/template/placeholders';

/** A placeholder with a prefix, `[[orders:items.1.sku]]`. What the prefix stands for, the flow tells. */
export interface ResponseRead {
  readonly prefix: string;
  readonly path: string;
  /** Where the path begins in the string's value, in UTF-16 code units. */
  readonly pathOffset: number;
  readonly string: JsonString;
  /** The whole placeholder in the document, with the functions around it. */
  readonly span: Span;
}

/** All placeholders of a document that may read from an answer, in the order of the format's description. */
export function* responseReads({ flow, text }: FlowDocument): Iterable<ResponseRead> {
  for (const endpoint of flow.endpoints.values()) {
    for (const { string } of endpointTemplates(endpoint)) yield* readsIn(string, text);
  }
  for (const node of flow.nodes.values()) yield* responseReadsOf(node, text);
}

/** Those of one node, in its own texts. */
export function* responseReadsOf(node: FlowNode, documentText: string): Iterable<ResponseRead> {
  for (const { string } of nodeTemplates(node)) yield* readsIn(string, documentText);
}

function* readsIn(string: JsonString, documentText: string): Iterable<ResponseRead> {
  for (const placeholder of placeholdersIn(documentText, string)) {
    if (placeholder.kind !== 'session') continue;
    const inner = innermost(placeholder);
    const reading = toReading(inner.name);
    if (reading?.kind !== 'value') continue;
    const { prefix, path } = reading;
    const pathOffset = inner.offset + '[['.length + prefix.length + ':'.length;
    yield { prefix, path, pathOffset, string, span: placeholder.span };
  }
}
