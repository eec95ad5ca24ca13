import { partOf } from '#core/syntax/chunk';
import { endOf, type Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';

/**
 * Where parts of a string's value stand in the document. Parts count UTF-16 code units of the value and come in order; an escape
 * sequence (RFC 8259 §7) is longer in the document than what it stands for.
 */
export function spansInString(documentText: string, string: JsonString, parts: readonly Span[]): readonly Span[] {
  // Without escapes, what is written is as long as its value.
  if (string.length === string.value.length + 2) {
    return parts.map(({ offset, length }) => partOf(string, 1 + offset, length));
  }
  const start = string.offset;
  let at = start + 1;
  let character = 0;
  const moveTo = (wanted: number): number => {
    for (; character < wanted; character++) at += lengthWritten(documentText, at);
    return at;
  };
  return parts.map(({ offset, length }) => {
    const from = moveTo(offset);
    return partOf(string, from - start, moveTo(offset + length) - from);
  });
}

/**
 * The part of a string's value that a stretch of the document stands for, in UTF-16 code units. Undefined where the stretch leaves
 * the inside of the string, or begins or ends in the middle of an escape sequence.
 */
export function partOfString(documentText: string, string: JsonString, stretch: Span): Span | undefined {
  const [first, last] = [string.offset + 1, endOf(string) - 1];
  if (stretch.offset < first || endOf(stretch) > last) return undefined;
  let at = first;
  let character = 0;
  const moveTo = (wanted: number): number | undefined => {
    for (; at < wanted; character++) at += lengthWritten(documentText, at);
    return at === wanted ? character : undefined;
  };
  const from = moveTo(stretch.offset);
  const to = moveTo(endOf(stretch));
  return from === undefined || to === undefined ? undefined : { offset: from, length: to - from };
}

/** How long the character at a place is written: itself, `\n`, or `\u000a`. */
function lengthWritten(text: string, at: number): number {
  if (text[at] !== '\\') return 1;
  return text[at + 1] === 'u' ? 6 : 2;
}
