import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { FaultName, Faults } from '#core/syntax/jsonErrors';

/** jsonc-parser's `SyntaxKind`, a const enum that a file compiled on its own can't see. */
export const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
  end: 17,
} as const;

/** What jsonc-parser's `ScanError` says of a token, by its number. Of a comment, that it is one says enough. */
const faultsOfTokens: readonly (FaultName | undefined)[] = [
  undefined,
  undefined,
  'UnexpectedEndOfString',
  'UnexpectedEndOfNumber',
  'InvalidUnicode',
  'InvalidEscapeCharacter',
  'InvalidCharacter',
];

/** The tokens of a text that JSON has, one after the other; whatever else stands between them is a fault. */
export class Tokens {
  /** Of the current token, by `token`: `end` behind the last one. */
  kind: number = token.unknown;
  private readonly scanner: JSONScanner;

  constructor(
    private readonly text: string,
    private readonly faults: Faults,
  ) {
    this.scanner = createScanner(text, false);
  }

  /** Where the current token begins, in UTF-16 code units. */
  get offset(): number {
    return this.scanner.getTokenOffset();
  }

  /** Where it ends. */
  get end(): number {
    return this.scanner.getPosition();
  }

  /** Of a string what it says, its escapes undone; of a number how it is written. */
  get value(): string {
    return this.scanner.getTokenValue();
  }

  next(): void {
    const { scanner } = this;
    for (;;) {
      this.skipWhiteSpace();
      this.kind = scanner.scan();
      const fault = faultsOfTokens[scanner.getTokenError()];
      if (fault !== undefined) this.report(fault);
      if (this.kind === token.unknown) this.report('InvalidSymbol');
      else if (this.kind === token.lineComment || this.kind === token.blockComment) this.report('InvalidCommentToken');
      else return;
    }
  }

  /** Reports the current token. */
  report(fault: FaultName): void {
    this.faults.report(fault, { offset: this.offset, length: this.end - this.offset });
  }

  /** Goes on to the next token of one of two kinds, or to the end of the text. */
  skipTo(one: number, other: number): void {
    while (this.kind !== one && this.kind !== other && this.kind !== token.end) this.next();
  }

  /** The scanner would make a string of it, one character after the other: that is most of what it takes to scan a text that is laid out. */
  private skipWhiteSpace(): void {
    const { scanner, text } = this;
    const from = scanner.getPosition();
    let to = from;
    while (isWhiteSpace(text.charCodeAt(to))) to++;
    if (to > from) scanner.setPosition(to);
  }
}

/** Space, tab and line breaks (RFC 8259 §2). */
function isWhiteSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
