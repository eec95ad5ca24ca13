import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import type { FlowDocument } from '#core/model/document';
import { escapeControls } from '#core/model/quote';
import type { SideFile } from '#core/model/sideFile';
import { toTextSource } from '#core/model/textSource';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import type { Fix, Rule } from '#core/rules/rule';
import { toLines } from '#core/syntax/lines';
import { endOf, type Span } from '#core/syntax/span';
import { checkSideFile } from '../../server/src/workspace/checkSideFile';
import { applyDocumentEdits, undoDocumentEdits } from '../support/featureEdits';
import { documentOf, findAlone, findInAll, offersOf } from '../support/findInProject';
import {
  assertFileHolds,
  type Fixture,
  fixturesAreRewritten,
  isRuleFixture,
  readRuleFixtures,
} from '../support/fixtures';
import { findMarkDifferences, readMarks, toMark, writeMarks } from '../support/marks';
import { mayLeave } from '../support/mayLeave';
import { type FixtureProject, type Style, styles, withProject } from '../support/project';
import { alone } from '../support/severity';

const root = 'test/fixtures/rules';
/** More fixes than this, one after the other, and a fixture is never done. */
const mostRounds = 50;

/** What git says is in no file: its tests have repositories. */
const withoutFixtures = ['private-file-tracked'];
const rulesWithFixtures = rules.filter(({ code, afterRun }) => !withoutFixtures.includes(code) && !afterRun);

test('every rule has its fixtures, and every fixture its rule', () => {
  assert.deepEqual(readdirSync(root).sort(), rulesWithFixtures.map(({ code }) => code).sort());
});

/** `RULE=header-mismatch,schema` looks at these rules alone, while somebody works on them. */
const wanted = process.env.RULE?.split(',');

for (const rule of rulesWithFixtures.filter(({ code }) => wanted?.includes(code) ?? true)) {
  const fixtures = readRuleFixtures(join(root, rule.code));
  const invalid = fixtures.filter(({ name }) => name.startsWith('invalid-'));
  suite(rule.code, () => {
    test('has two right flows and two wrong ones at least', () => {
      assert.ok(invalid.length >= 2 && fixtures.length - invalid.length >= 2, fixtures.map(({ name }) => name).join());
    });
    for (const fixture of fixtures) {
      test(`${fixture.name}: finds what is marked, and nothing else`, () => findsWhatIsMarked(rule, fixture));
    }
    for (const fixture of invalid.filter(isFlow)) {
      test(`${fixture.name}: one fix after the other mends it`, () => isMended(rule, fixture));
      test(`${fixture.name}: each fix takes its finding away and brings no other`, () => eachFixMends(rule, fixture));
    }
    test('says rightly whether it offers fixes, and safe ones', async () => {
      const offered = (await Promise.all(invalid.filter(isFlow).map((fixture) => fixesFor(rule, fixture)))).flat();
      assert.equal(rule.fixable, offered.length > 0);
      assert.equal(
        rule.fixAll ?? false,
        offered.some(({ fixAll }) => fixAll),
      );
    });
  });
}

function isFlow({ path }: Fixture): boolean {
  return path.endsWith('.flow.json');
}

async function findsWhatIsMarked(rule: Rule, fixture: Fixture): Promise<void> {
  const { text, marks } = readMarks(fixture.marked);
  const asWritten = await findingsIn(rule, fixture, text, (same) => same);
  const found = asWritten.map(({ span, label }) => toMark(span, label, text, toLines(text)));
  if (fixturesAreRewritten) assertFileHolds(fixture.path, writeMarks({ text, marks: found }));
  else assert.equal(findMarkDifferences(found, marks), undefined);
  assert.equal(
    found.length > 0,
    fixture.name.startsWith('invalid-'),
    'invalid fixtures, and only those, have findings',
  );
  for (const [name, style] of Object.entries(styles)) {
    const styled = await findingsIn(rule, fixture, text, style);
    assert.deepEqual(styled.map(independentOfStyle), asWritten.map(independentOfStyle), name);
  }
}

interface Found {
  readonly text: string;
  readonly span: Span;
  readonly label: string;
}

/** What the rule finds alone, in a flow among its neighbours or in a file beside flows. */
async function findingsIn(rule: Rule, fixture: Fixture, text: string, style: Style): Promise<readonly Found[]> {
  if (!isFlow(fixture)) {
    const styled = style(text);
    const { all } = checkSideFile(toSideFile(fixture, styled), alone(rule));
    return all.map(({ span, severity, message }) => ({ text: styled, span, label: `${severity}: ${message}` }));
  }
  return inProject(fixture, text, style, (project) => {
    const document = documentOf(project);
    return findAlone(rule, project).map((finding) => {
      assertInside(finding, document);
      return { text: document.text, span: finding.span, label: `${finding.severity}: ${finding.message}` };
    });
  });
}

function toSideFile({ path }: Fixture, text: string): SideFile {
  const kind = path.endsWith('.config.json') ? 'configuration' : 'environment';
  return { kind, source: toTextSource('side', text), git: 'unknown', ignoreFile: undefined, leadsOutside: false };
}

function independentOfStyle({ text, span, label }: Found) {
  const token = text
    .slice(span.offset, endOf(span))
    .replaceAll(/[\r\n]/g, '')
    .replaceAll('\t', '  ');
  return { line: toLines(text).positionAt(span.offset).line, token, label };
}

async function isMended(rule: Rule, fixture: Fixture): Promise<void> {
  const { text } = readMarks(fixture.marked);
  const mended = await mend(rule, fixture, text, (same) => same);
  assertFileHolds(fixture.path.replace('.flow.json', '.fixed.flow.json'), mended);
  for (const [name, style] of Object.entries(styles)) {
    assert.equal(await mend(rule, fixture, text, style), mended === undefined ? undefined : style(mended), name);
  }
}

/** Applies the first fix of the first finding that has one, until none has. Undefined where there was none. */
function mend(rule: Rule, fixture: Fixture, text: string, style: Style): Promise<string | undefined> {
  return inProject(fixture, text, style, (project) => {
    for (let round = 0; round < mostRounds; round++) {
      const offer = offersOf(rule, project)[0];
      if (offer === undefined) return round === 0 ? undefined : documentOf(project).text;
      applyDocumentEdits(offer.fix.edits, project.workspace);
    }
    return assert.fail(`still not mended after ${mostRounds} fixes`);
  });
}

async function eachFixMends(rule: Rule, fixture: Fixture): Promise<void> {
  const { text } = readMarks(fixture.marked);
  const asWritten = await afterEachFix(rule, fixture, text, (same) => same);
  for (const [name, style] of Object.entries(styles)) {
    const expected = asWritten.map((texts) => texts.map(style));
    assert.deepEqual(await afterEachFix(rule, fixture, text, style), expected, name);
  }
}

/** All texts of the project after each fix that is offered, applied alone. */
function afterEachFix(
  rule: Rule,
  fixture: Fixture,
  text: string,
  style: Style,
): Promise<readonly (readonly string[])[]> {
  return inProject(fixture, text, style, (project) => {
    const originals = [...project.workspace.project.flows()];
    const before = findInAll(project);
    return offersOf(rule, project).map(({ finding, fix }) => {
      applyDocumentEdits(fix.edits, project.workspace);
      assertMended(finding, fix, before, findInAll(project));
      const texts = originals.map(({ uri }) => project.workspace.document(uri)?.text ?? '');
      undoDocumentEdits(fix.edits, originals, project.workspace);
      return texts;
    });
  });
}

function assertMended(finding: Finding, fix: Fix, before: readonly Finding[], after: readonly Finding[]): void {
  assert.equal(escapeControls(fix.title), fix.title);
  const isSame = ({ code, message }: Finding) => code === finding.code && message === finding.message;
  assert.ok(after.filter(isSame).length < before.filter(isSame).length, `${fix.title} leaves “${finding.message}”`);
  for (const code of new Set(after.map((other) => other.code))) {
    const more = after.filter((other) => other.code === code).length - before.filter((o) => o.code === code).length;
    const messages = after.filter((other) => other.code === code).map(({ message }) => message);
    const isLeft = mayLeave(code, { finding, fix, isWhole: false });
    assert.ok(more <= 0 || isLeft, `${fix.title} brings ${code}: ${messages.join('; ')}`);
  }
}

function fixesFor(rule: Rule, fixture: Fixture): Promise<readonly Fix[]> {
  const { text } = readMarks(fixture.marked);
  const asWritten: Style = (same) => same;
  return inProject(fixture, text, asWritten, (project) => offersOf(rule, project).map(({ fix }) => fix));
}

function inProject<T>(
  { path, name }: Fixture,
  text: string,
  style: Style,
  use: (project: FixtureProject) => T,
): Promise<T> {
  const isNeighbour = (fileName: string) => !isRuleFixture(fileName);
  return withProject({ folder: dirname(path), isNeighbour, fileName: `${name}.flow.json`, text, style }, use);
}

function assertInside({ span, related = [], message }: Finding, document: FlowDocument): void {
  for (const place of [{ document, span }, ...related]) {
    const inside = place.span.offset >= 0 && endOf(place.span) <= place.document.text.length;
    assert.ok(
      inside && (place.span.length > 0 || place.document.text === ''),
      `a place outside of its document: ${message}`,
    );
  }
}
