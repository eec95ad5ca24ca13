import type { Span } from '#core/syntax/span';

/** What is not JSON (RFC 8259) at one place of a text. */
export interface JsonError extends Span {
  readonly kind: 'comment' | 'trailing-comma' | 'depth' | 'encoding' | 'other';
  /** One sentence without a final stop. */
  readonly message: string;
}

/** Takes what is wrong with a text, and leaves out what only follows from another fault: who could not read a value misses it next. */
export class Faults {
  /** The offset of a comma that nothing was read behind yet. */
  private comma: number | undefined;
  private failed = false;

  constructor(
    private readonly text: string,
    private readonly errors: JsonError[],
  ) {}

  /** Something could be read: what is wrong from here on is a fault of its own. */
  pass(): void {
    this.comma = undefined;
    this.failed = false;
  }

  passComma(offset: number): void {
    this.pass();
    this.comma = offset;
  }

  report(fault: FaultName, token: Span): void {
    const error = toSyntaxError(this.text, fault, token, this.comma);
    if (error.kind === 'comment' || !this.failed) this.errors.push(error);
    this.failed ||= error.kind !== 'comment';
  }
}

/**
 * A trailing comma is noticed at the bracket behind it; the comma is what a person has to remove. The scanner counts the closing characters
 * of a comment that is never closed.
 */
function toSyntaxError(text: string, fault: FaultName, found: Span, comma: number | undefined): JsonError {
  const span = { offset: found.offset, length: Math.min(found.length, text.length - found.offset) };
  const closes = text[span.offset] === '}' || text[span.offset] === ']';
  const expectsMore = fault === 'PropertyNameExpected' || fault === 'ValueExpected';
  if (fault === 'InvalidCommentToken') return { kind: 'comment', ...span, message: messages[fault] };
  if (comma !== undefined && closes && expectsMore) {
    return { kind: 'trailing-comma', offset: comma, length: 1, message: 'JSON allows no comma after the last entry' };
  }
  const message = text.trim() === '' ? 'The file is empty: expected a JSON object' : messages[fault];
  return { kind: 'other', ...visible(text, span), message };
}

/** A span that can be seen and clicked: at the end of the text, the last character stands for what is missing behind it. */
function visible(text: string, span: Span): Span {
  if (span.length > 0 || text === '') return span;
  const last = text.trimEnd().length;
  return span.offset >= last ? { offset: Math.max(0, last - 1), length: 1 } : { offset: span.offset, length: 1 };
}

const messages = {
  InvalidCommentToken: 'JSON has no comments',
  InvalidSymbol: 'Not a JSON value: expected a string in double quotes, a number, true, false, null, { or [',
  PropertyNameExpected: 'Expected a key in double quotes',
  ValueExpected: 'Expected a value',
  ColonExpected: 'Expected a colon after the key',
  CommaExpected: 'Expected a comma before this',
  CloseBraceExpected: 'The object that begins here or before is never closed: expected }',
  CloseBracketExpected: 'The list that begins here or before is never closed: expected ]',
  EndOfFileExpected: 'Expected nothing after the end of the JSON text',
  UnexpectedEndOfString: 'The string is never closed: expected a double quote',
  UnexpectedEndOfNumber: 'The number is incomplete',
  InvalidUnicode: 'Not a Unicode escape: expected \\u and four hexadecimal digits',
  InvalidEscapeCharacter: 'Not an escape of JSON: expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  InvalidCharacter: 'A control character in a string must be escaped',
} as const;

/** What a fault is called, as jsonc-parser calls it. */
export type FaultName = keyof typeof messages;
