import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Position, Range } from 'vscode-languageserver-protocol';
import { toCheckResult } from '#core/check';
import type { Project } from '#core/model/project';
import { type Lines, toLines } from '#core/syntax/lines';
import type { Analysis } from '../../server/src/features/analysis';
import { toPath } from '../../server/src/workspace/uri';
import { type FeatureCase, type OpenCase, readFeatureCases, withFeatureCase } from './featureCases';
import { assertFileHolds } from './fixtures';

/** A case of a feature that leads from one place to others, as a test asks it. */
export interface AskedCase extends OpenCase {
  readonly project: Project;
  /** Of the file with the cursor. */
  readonly analysis: Analysis;
  readonly position: Position;
  analysisOf(uri: string): Analysis;
  /** `shop.flow.json:7:12-16`: the file, the line, the columns, from 1; `7:12-9:4` where it ends on another line. */
  place(uri: string, range: Range): string;
  /** The text of a range in one line, cut where it is long. */
  textOf(uri: string, range: Range): string;
  /** The line that a range begins on, without what it is indented by. */
  lineOf(uri: string, range: Range): string;
}

/** A test for each case of a feature: its answer, line by line, is what `expected.txt` holds. */
export function testCases(feature: string, answer: (asked: AskedCase, one: FeatureCase) => readonly string[]): void {
  for (const one of readFeatureCases(feature)) {
    test(`${feature}: ${one.name.replaceAll('-', ' ')}`, () =>
      withFeatureCase(one, (open) => {
        const lines = answer(toAsked(open), one);
        const expected = lines.length === 0 ? ['nothing'] : lines;
        assertFileHolds(join(one.folder, 'expected.txt'), `${expected.join('\n')}\n`);
      }));
  }
}

function toAsked(open: OpenCase): AskedCase {
  const { workspace, uri, offset, nameOf } = open;
  const analysisOf = (other: string): Analysis => {
    const document = workspace.document(other);
    if (document === undefined) throw new Error(`no flow ${other}`);
    return { document, version: null, result: toCheckResult([]) };
  };
  const analysis = analysisOf(uri);
  const textAt = (other: string): string =>
    other === uri ? analysis.document.text : readFileSync(toPath(other) ?? '', 'utf8');
  return {
    ...open,
    project: workspace.project,
    analysis,
    position: analysis.document.lines.positionAt(offset),
    analysisOf,
    place: (other, range) => `${nameOf(other)}:${inWords(range)}`,
    textOf: (other, range) => shorten(cut(textAt(other), toLines(textAt(other)), range)),
    lineOf: (other, { start }) => (textAt(other).split('\n')[start.line] ?? '').trim(),
  };
}

/** `7:12-16`, both from 1; `7:12-9:4` over more than one line. */
export function inWords({ start, end }: Range): string {
  const to = end.line === start.line ? `${end.character + 1}` : `${end.line + 1}:${end.character + 1}`;
  return `${start.line + 1}:${start.character + 1}-${to}`;
}

function cut(text: string, lines: Lines, { start, end }: Range): string {
  return text.slice(lines.offsetAt(start), lines.offsetAt(end));
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
