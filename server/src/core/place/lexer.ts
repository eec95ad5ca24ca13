import type { Span } from '#core/syntax/span';

/** A stretch of JSON text that stands for itself, right or not. */
export interface Lexeme extends Span {
  /** `word`: a number, `true`, or what will be a string when its quotes are typed. */
  readonly kind: 'punctuation' | 'string' | 'word';
  /** Of a string: whether its closing quote stands on the same line. */
  readonly isClosed: boolean;
}

/**
 * The lexeme at an offset or behind it; undefined at the end of the text. White space and comments lie between lexemes. Total: a
 * string that is never closed ends with its line, and a comment with the text.
 */
export function nextLexeme(text: string, from: number): Lexeme | undefined {
  const offset = skipBlank(text, from);
  const first = text[offset];
  if (first === undefined) return undefined;
  if (punctuation.includes(first)) return { kind: 'punctuation', offset, length: 1, isClosed: true };
  if (first !== '"') return { kind: 'word', offset, length: match(word, text, offset).length, isClosed: true };
  const end = endOfString(text, offset + 1);
  const isClosed = text[end] === '"';
  return { kind: 'string', offset, length: end + (isClosed ? 1 : 0) - offset, isClosed };
}

const punctuation = '{}[]:,';
const word = /[^\s{}[\]:,"]+/y;
const blank = /\s*(?:(?:\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$))\s*)*/y;
const closedBlank = /\s*(?:(?:\/\/[^\r\n]*[\r\n]|\/\*[\s\S]*?\*\/)\s*)*/y;

/** Where the closing quote stands, or the line ends before one. An escape is two characters here, and so its quote ends nothing. */
function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"' && !isLineBreak(text[at])) {
    at += text[at] === '\\' && at + 1 < text.length && !isLineBreak(text[at + 1]) ? 2 : 1;
  }
  return at;
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** Where what is not white space begins. */
export function skipBlank(text: string, from: number): number {
  return from + match(blank, text, from).length;
}

/** Whether white space and comments end inside a comment. */
export function endsInComment(between: string): boolean {
  return /^\/[/*]/.test(between.slice(match(closedBlank, between, 0).length));
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** What a part of a JSON string stands for, without its quotes. Where its escapes are broken, itself. */
export function decode(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
