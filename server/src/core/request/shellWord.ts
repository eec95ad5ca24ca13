/**
 * What must not stand raw in a command that people look at and paste, and that CI systems log: control characters but tab and line feed, line
 * separators, the marks that turn the direction of text, with which a command would read other than it runs, and what a log takes for
 * a command of its own (`::error::` at the start of a line, `##vso[…]`).
 */
const unprintable = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u2028\u2029]|^\s*::|##\w*\[/mu;

/**
 * A text as one word of a POSIX shell (POSIX.1-2024, XCU §2.2): in single quotes, or by `printf` where it holds what can't be
 * shown. A text with a NUL is the one that no word can be.
 */
export function toShellWord(text: string): string {
  const wellFormed = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  if (!unprintable.test(wellFormed)) return toQuoted(wellFormed);
  // A command substitution drops the line breaks at its end.
  const kept = wellFormed.replace(/(?<!\n)\n+$/, '');
  const lineBreaks = wellFormed.slice(kept.length);
  return toBytesWord(new TextEncoder().encode(kept)) + (lineBreaks === '' ? '' : toQuoted(lineBreaks));
}

/** Bytes as one word, whatever charset they are in. None of them may be NUL, nor the last a line feed. */
export function toBytesWord(bytes: Uint8Array): string {
  return `"$(${toPrintf(bytes)})"`;
}

/**
 * The command that writes these bytes to its standard output (POSIX.1-2024, XCU printf). Its format is printable ASCII, without what a
 * format, its quotes or the history of an interactive shell (`!`) would take for itself.
 */
export function toPrintf(bytes: Uint8Array): string {
  const format = Array.from(bytes, (byte) => printfEscapes.get(byte) ?? String.fromCharCode(byte)).join('');
  return `printf '${format.replace(/^-/, '\\055')}'`;
}

const printfEscapes: ReadonlyMap<number, string> = new Map(
  Array.from({ length: 256 }, (_, byte) => [byte, toPrintfEscape(byte)] as const).filter(
    ([, written]) => written !== '',
  ),
);

/** Empty where the byte stands for itself. Octal escapes have three digits always, so that a digit behind them is none of theirs. */
function toPrintfEscape(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '%' || character === '\\') return character.repeat(2);
  return /[^ -~]|['!#]/.test(character) ? `\\${byte.toString(8).padStart(3, '0')}` : '';
}

function toQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
