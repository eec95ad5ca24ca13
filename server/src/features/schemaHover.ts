import type { Hover, MarkupKind } from 'vscode-languageserver-protocol';
import { paragraph, prose } from '#core/explain/explanation';
import { toMarkup } from './markup';

/**
 * What the JSON service answers, as the client can show it: the description of the schema, words of our own in which back quotes set
 * off code. Undefined where the schema says nothing of the place.
 */
export function toSchemaHover(answer: Hover | null | undefined, kind: MarkupKind): Hover | undefined {
  const contents = answer?.contents;
  const [description] = Array.isArray(contents) ? contents : [];
  if (!answer || typeof description !== 'string' || description.trim() === '') return undefined;
  const blocks = description.split('\n\n').map((part) => paragraph(...prose(part)));
  return { ...answer, contents: toMarkup(blocks, kind) };
}
