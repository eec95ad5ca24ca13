import type { Lines } from '#core/syntax/lines';
import type { Span } from '#core/syntax/span';

/** What stands under a token of a fixture: a line of carets, and what is found there. Line and column count from zero. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** `error: the whole message`, with the code before the colon where several rules are looked at. */
  readonly label: string;
}

export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const markLine = /^( *)(\^+) (.+)$/;

/** Takes the mark lines out of a text; each is about the line of text before it. */
export function readMarks(marked: string): MarkedText {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of marked.split('\n')) {
    const [, indent = '', carets = '', label = ''] = markLine.exec(line) ?? [];
    if (carets === '') lines.push(line);
    else marks.push({ line: lines.length - 1, column: indent.length, length: carets.length, label });
  }
  return { text: lines.join('\n'), marks };
}

/** The reverse of `readMarks`. */
export function writeMarks({ text, marks }: MarkedText): string {
  return text
    .split('\n')
    .flatMap((line, number) => [line, ...marks.filter((mark) => mark.line === number).map(writeMark)])
    .join('\n');
}

function writeMark({ column, length, label }: Mark): string {
  return `${' '.repeat(column)}${'^'.repeat(length)} ${label}`;
}

/** A span of several lines is marked to the end of its first. */
export function toMark({ offset, length }: Span, label: string, text: string, lines: Lines): Mark {
  const { line, character } = lines.positionAt(offset);
  const restOfLine = /^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { line, column: character, length: Math.max(1, Math.min(length, restOfLine)), label };
}

/** How found and expected marks differ, for people to read; undefined where they agree. */
export function findMarkDifferences(found: readonly Mark[], expected: readonly Mark[]): string | undefined {
  const [foundLines, expectedLines] = [found.map(describe), expected.map(describe)];
  const unexpected = without(foundLines, expectedLines).map((line) => `found, but not marked: ${line}`);
  const absent = without(expectedLines, foundLines).map((line) => `marked, but not found: ${line}`);
  return unexpected.length + absent.length === 0 ? undefined : [...absent, ...unexpected].join('\n');
}

function describe({ line, column, length, label }: Mark): string {
  return `line ${line + 1}, columns ${column + 1} to ${column + length}: ${label}`;
}

/** What `all` has beyond `others`, counting how often each stands there. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((item) => {
    const index = left.indexOf(item);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
