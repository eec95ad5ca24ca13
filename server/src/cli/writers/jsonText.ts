/**
 * A document as it is printed: indented by so many spaces, one line break at the end. Characters that a terminal acts on are escaped, as JSON
 * allows in every string (RFC 8259 §7): somebody looks at it sooner or later.
 */
export function toJsonText(document: unknown, indent = 2): string {
  const text = JSON.stringify(document, null, indent).replaceAll(
    /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}
