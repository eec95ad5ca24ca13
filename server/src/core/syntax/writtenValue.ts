import type { NewValue } from '#core/syntax/editJson';

/** How the lines of a text are laid out, where a value is to be put in. */
export interface Layout {
  readonly eol: string;
  /** White space before the entry that holds the value. */
  readonly indent: string;
  /** White space for one level more. */
  readonly unit: string;
}

/** A value that is put in as it is written elsewhere, with its digits, its escapes and its line breaks. */
export class WrittenValue {
  /**
   * @param lines as they are written, the first without the white space before it
   * @param from the layout that they have there
   * @param value the same as plain JSON, for a text of one line
   */
  constructor(
    private readonly lines: readonly string[],
    private readonly from: Omit<Layout, 'eol'>,
    readonly value: NewValue,
  ) {}

  /** The lines as they are written in a text of another layout. */
  at({ eol, indent, unit }: Layout): string {
    const [first = '', ...others] = this.lines;
    return [first, ...others.map((line) => indent + this.inUnits(line, unit))].join(eol);
  }

  private inUnits(line: string, unit: string): string {
    const { indent: outer, unit: own } = this.from;
    let rest = line.startsWith(outer) ? line.slice(outer.length) : line.trimStart();
    let lead = '';
    for (; own !== '' && rest.startsWith(own); rest = rest.slice(own.length)) lead += unit;
    return lead + rest;
  }
}
