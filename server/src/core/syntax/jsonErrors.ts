import { type ParseErrorCode, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '#core/syntax/span';

/** What is not JSON (RFC 8259) at one place of a text. */
export interface JsonError extends Span {
  readonly kind: 'comment' | 'trailing-comma' | 'depth' | 'encoding' | 'other';
  /** One sentence without a final stop. */
  readonly message: string;
}

export interface Reporter {
  /** Something could be read, a comma or another token: what is wrong from here on is a fault of its own. */
  read(comma?: Span): void;
  report(code: ParseErrorCode, span: Span): void;
}

/** Leaves out what follows from an error: jsonc-parser goes on to miss a value where it could not read one. */
export function toReporter(text: string, errors: JsonError[]): Reporter {
  let lastComma: Span | undefined;
  let failed = false;
  return {
    read(comma) {
      lastComma = comma;
      failed = false;
    },
    report(code, span) {
      const error = toSyntaxError(text, code, span, lastComma);
      if (error.kind === 'comment' || !failed) errors.push(error);
      failed ||= error.kind !== 'comment';
    },
  };
}

/**
 * jsonc-parser reports a trailing comma at the bracket behind it; the comma is what a person has to remove. It counts the
 * closing characters of a comment that is never closed.
 */
function toSyntaxError(text: string, code: ParseErrorCode, found: Span, comma: Span | undefined): JsonError {
  const name = printParseErrorCode(code);
  const span = { offset: found.offset, length: Math.min(found.length, text.length - found.offset) };
  const closes = text[span.offset] === '}' || text[span.offset] === ']';
  const expectsMore = name === 'PropertyNameExpected' || name === 'ValueExpected';
  if (name === 'InvalidCommentToken') return { kind: 'comment', ...span, message: 'JSON has no comments' };
  if (comma && closes && expectsMore) {
    return { kind: 'trailing-comma', ...comma, message: 'JSON allows no comma after the last entry' };
  }
  const message = text.trim() === '' ? 'The file is empty: expected a JSON object' : (messages[name] ?? name);
  return { kind: 'other', ...visible(text, span), message };
}

/** A span that can be seen and clicked: at the end of the text, the last character stands for what is missing behind it. */
function visible(text: string, span: Span): Span {
  if (span.length > 0 || text === '') return span;
  const last = text.trimEnd().length;
  return span.offset >= last ? { offset: Math.max(0, last - 1), length: 1 } : { offset: span.offset, length: 1 };
}

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Not a JSON value: expected a string in double quotes, a number, true, false, null, { or [',
  InvalidNumberFormat: 'Not a JSON number',
  PropertyNameExpected: 'Expected a key in double quotes',
  ValueExpected: 'Expected a value',
  ColonExpected: 'Expected a colon after the key',
  CommaExpected: 'Expected a comma before this',
  CloseBraceExpected: 'The object that begins here or before is never closed: expected }',
  CloseBracketExpected: 'The list that begins here or before is never closed: expected ]',
  EndOfFileExpected: 'Expected nothing after the end of the JSON text',
  UnexpectedEndOfComment: 'The comment is never closed',
  UnexpectedEndOfString: 'The string is never closed: expected a double quote',
  UnexpectedEndOfNumber: 'The number is incomplete',
  InvalidUnicode: 'Not a Unicode escape: expected \\u and four hexadecimal digits',
  InvalidEscapeCharacter: 'Not an escape of JSON: expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  InvalidCharacter: 'A control character in a string must be escaped',
};
