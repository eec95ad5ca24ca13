/**
 * A text as one line that shows all it holds: line breaks, control characters (ECMA-48 escapes begin with one) and marks that
 * reorder text (Unicode UAX #9) are escaped, so that nothing a file or a server says can imitate or break a report.
 */
export function oneLine(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
