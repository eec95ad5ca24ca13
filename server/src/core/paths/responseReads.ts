import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { remember } from '#core/model/remember';
import { toReading } from '#core/paths/facts';
import { type FlowOutline, outlineEndpoint, outlineOf } from '#core/paths/outline';
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

/** All that a document reads from positions in lists, `[[orders:items.1.sku]]`, in the order of the format's description. */
export function* positionReads(document: FlowDocument): Iterable<ResponseRead> {
  const { flow, text } = document;
  for (const endpoint of flow.endpoints.values()) {
    if (!outlineEndpoint(endpoint).reads.some(readsPosition)) continue;
    for (const { string } of endpointTemplates(endpoint)) yield* keepPositions(readsIn(string, text));
  }
  for (const id of positionReaders(outlineOf(document).nodes)) {
    const node = flow.nodes.get(id);
    if (node !== undefined) yield* keepPositions(responseReadsOf(node, text));
  }
}

function* keepPositions(reads: Iterable<ResponseRead>): Iterable<ResponseRead> {
  for (const read of reads) if (position.test(read.path)) yield read;
}

/** A number between dots. */
const position = /(?:^|\.)\d+(?:\.|$)/;

function readsPosition(name: string): boolean {
  const reading = toReading(name);
  return reading?.kind === 'value' && position.test(reading.path);
}

/** The ids of the nodes that read positions: few do. */
const positionReaders = remember((nodes: FlowOutline['nodes']): readonly string[] =>
  nodes.filter(({ reads }) => reads.some(readsPosition)).map(({ id }) => id),
);

/** All of one node, in its own texts. */
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
