import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { type FlowDocument, readDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { configurationFileName } from '#core/model/sideFile';
import type { Finding } from '#core/rules/finding';
import type { Fix } from '#core/rules/rule';
import { toLines } from '#core/syntax/lines';
import { endOf } from '#core/syntax/span';
import { decodeTextFile } from '../../server/src/workspace/textFile';
import { applyDocumentEdits, undoDocumentEdits } from '../support/featureEdits';
import { assertFileHolds, fixturesAreRewritten, readFixtures } from '../support/fixtures';
import { findMarkDifferences, readMarks, toMark, writeMarks } from '../support/marks';
import { mayLeave } from '../support/mayLeave';
import { declaresSecret, type FixtureProject, styles, withProject } from '../support/project';
import { createRandom } from '../support/random';

const root = 'test/fixtures/flows';
const today = '2026-01-15';
const flows = readFixtures(root);

suite('right flows', () => {
  for (const { name, marked: text } of flows) {
    for (const [style, write] of Object.entries(styles)) {
      test(`${name}, ${style}: nothing is found`, () =>
        inFlows(name, text, (project) => assert.deepEqual(describe(findAll(project)), []), write));
    }
    test(`${name}: nothing is found where there are no other files`, () => {
      const { all } = check(readDocument('untitled:flow', text), undefined, { today });
      assert.deepEqual(describe(all), []);
    });
    test(`${name}: survives being cut at every byte`, () =>
      inFlows(name, text, ({ workspace: { project }, uri }) => {
        const bytes = new TextEncoder().encode(text);
        for (let length = 0; length < bytes.length; length++) {
          const cut = decodeTextFile(bytes.subarray(0, length));
          assertSane(readDocument(uri, cut.text, cut.encodingError), project, `cut at byte ${length}`);
        }
      }));
    test(`${name}: survives random edits`, () =>
      inFlows(name, text, ({ workspace: { project }, uri }) => {
        const random = createRandom(name);
        for (let round = 0; round < 300; round++) {
          const edited = editAtRandom(text, random);
          const document = readDocument(uri, edited);
          assertSane(document, round % 2 === 0 ? project : undefined, `round ${round}:\n${edited}`);
        }
      }));
  }
});

suite('one fault is one finding', () => {
  for (const { name, path, marked } of readFixtures(`${root}/one-fault`)) {
    test(name, () => {
      const { text, marks } = readMarks(marked);
      return withProject(
        {
          folder: `${root}/one-fault`,
          isNeighbour: isShared,
          fileName: `${name}.flow.json`,
          text,
          style: (same) => same,
        },
        (project) => {
          const lines = toLines(text);
          const found = findAll(project).map(({ span, severity, code, message }) =>
            toMark(span, `${severity} ${code}: ${message}`, text, lines),
          );
          if (fixturesAreRewritten) assertFileHolds(path, writeMarks({ text, marks: found }));
          else assert.equal(findMarkDifferences(found, marks), undefined);
          assert.equal(found.length, 1);
          for (const finding of findAll(project)) {
            for (const fix of finding.fixes?.() ?? []) assertClean(finding, fix, project);
          }
        },
      );
    });
  }
});

/** The flow among all the other right ones. */
function inFlows(
  name: string,
  text: string,
  use: (project: FixtureProject) => void,
  style: (text: string) => string = (same) => same,
): Promise<void> {
  const isNeighbour = (fileName: string) => fileName !== 'one-fault' && fileName !== 'odd';
  return withProject({ folder: root, isNeighbour, fileName: `${name}.flow.json`, text, style }, use);
}

function isShared(fileName: string): boolean {
  return fileName === 'shared' || fileName.endsWith('.env.json') || fileName === configurationFileName;
}

function findAll(project: FixtureProject): readonly Finding[] {
  const { workspace, uri } = project;
  const document = workspace.document(uri) ?? assert.fail(`${uri} is open`);
  return check(document, workspace.project, { today, isSecret: declaresSecret(project) }).all;
}

/** A fault that has been mended leaves nothing to do in a whole flow, but what only the author can decide. */
function assertClean(finding: Finding, fix: Fix, project: FixtureProject): void {
  const originals = [...project.workspace.project.flows()];
  applyDocumentEdits(fix.edits, project.workspace);
  const left = findAll(project).filter(({ code }) => !mayLeave(code, { finding, fix, isWhole: true }));
  assert.deepEqual(describe(left), [], fix.title);
  undoDocumentEdits(fix.edits, originals, project.workspace);
}

function describe(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

/** No rule fails, and nothing is said about places that are not there. */
function assertSane(document: FlowDocument, project: Project | undefined, context: string): void {
  for (const { code, span, message, related = [] } of check(document, project, { today }).all) {
    if (code === 'internal-error') assert.fail(`${message}, ${context}`);
    for (const place of [{ document, span }, ...related]) {
      const isInside = place.span.offset >= 0 && endOf(place.span) <= place.document.text.length;
      if (!isInside) assert.fail(`${code} lies outside, ${context}`);
    }
  }
}

const pieces = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '/*',
  '//',
  '[[',
  '{{',
  'null',
  '1e',
  '\n',
  '\u0000',
  '\ud83d',
  '""',
  '{}',
];

/** One to four edits: something taken out, put in, doubled, or moved. */
function editAtRandom(text: string, random: (below: number) => number): string {
  let edited = text;
  for (let edits = 1 + random(4); edits > 0; edits--) {
    const from = random(edited.length);
    const to = from + random(random(4) === 0 ? edited.length - from + 1 : 12);
    const kind = random(4);
    const taken = edited.slice(from, to);
    const put = [pieces[random(pieces.length)] ?? '', '', taken + taken, taken][kind] ?? '';
    const rest = kind === 3 ? edited.slice(0, from) + edited.slice(to) : undefined;
    const at = rest === undefined ? from : random(rest.length + 1);
    edited =
      rest === undefined ? edited.slice(0, from) + put + edited.slice(to) : rest.slice(0, at) + put + rest.slice(at);
  }
  return edited;
}
