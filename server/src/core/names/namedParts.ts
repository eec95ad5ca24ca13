import type { FlowDocument } from '#core/model/document';
import { insideOf } from '#core/names/mention';
import type { Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';

/** A flow, or an endpoint or a node of one, as it is found by its name. */
export interface NamedPart {
  readonly kind: 'flow' | 'endpoint' | 'node';
  readonly name: string;
  /** The name alone, without quotes. */
  readonly span: Span;
}

/** Made once for a document: each letter that somebody types asks all files of a workspace. */
const byDocument = new WeakMap<FlowDocument, readonly NamedPart[]>();

/** What a file has that others can be led to: the flow itself, its endpoints, its nodes, each in the order of the text. */
export function namedParts(document: FlowDocument): readonly NamedPart[] {
  const made = byDocument.get(document) ?? [...findNamedParts(document)];
  byDocument.set(document, made);
  return made;
}

function* findNamedParts({ flow }: FlowDocument): Iterable<NamedPart> {
  if (flow.name !== undefined) yield toPart('flow', flow.name);
  for (const { property } of flow.endpoints.values()) yield toPart('endpoint', property.key);
  for (const { property } of flow.nodes.values()) yield toPart('node', property.key);
}

function toPart(kind: NamedPart['kind'], string: JsonString): NamedPart {
  return { kind, name: string.value, span: insideOf(string) };
}
