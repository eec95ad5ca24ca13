import type { Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';

/**
 * Where parts of a string's value stand in the document. Parts count UTF-16 code units of the value and come in order; an escape
 * sequence (RFC 8259 §7) is longer in the document than what it stands for.
 */
export function spansInString(documentText: string, string: JsonString, parts: readonly Span[]): readonly Span[] {
  const start = string.offset + 1;
  // Without escapes, what is written is as long as its value.
  if (string.length === string.value.length + 2) {
    return parts.map(({ offset, length }) => ({ offset: start + offset, length }));
  }
  let at = start;
  let character = 0;
  const moveTo = (wanted: number): number => {
    for (; character < wanted; character++) at += lengthWritten(documentText, at);
    return at;
  };
  return parts.map(({ offset, length }) => {
    const from = moveTo(offset);
    return { offset: from, length: moveTo(offset + length) - from };
  });
}

/** How long the character at a place is written: itself, `\n`, or `\u000a`. */
function lengthWritten(text: string, at: number): number {
  if (text[at] !== '\\') return 1;
  return text[at + 1] === 'u' ? 6 : 2;
}
