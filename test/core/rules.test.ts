import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { type CheckOptions, check } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import { checkEnvironmentFile } from '#core/rules/invalid-environment-file';
import type { Fix, Rule } from '#core/rules/rule';
import { applyEdits } from '#core/syntax/edit';
import { toLines } from '#core/syntax/lines';
import { endOf, type Span } from '#core/syntax/span';
import {
  configurationFileName,
  emptyConfiguration,
  parseConfiguration,
} from '../../server/src/workspace/configuration';
import {
  assertFileHolds,
  type Fixture,
  fixturesAreRewritten,
  isRuleFixture,
  readRuleFixtures,
} from '../support/fixtures';
import { findMarkDifferences, readMarks, toMark, writeMarks } from '../support/marks';
import { type FixtureProject, type Style, styles, withProject } from '../support/project';
import { alone } from '../support/severity';

const root = 'test/fixtures/rules';
const today = '2026-01-15';
/** More fixes than this, one after the other, and a fixture is never done. */
const mostRounds = 50;

test('every rule has its fixtures, and every fixture its rule', () => {
  assert.deepEqual(readdirSync(root).sort(), rules.map(({ code }) => code).sort());
});

/** `RULE=header-mismatch,schema` looks at these rules alone, while somebody works on them. */
const wanted = process.env.RULE?.split(',');

for (const rule of rules.filter(({ code }) => wanted?.includes(code) ?? true)) {
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

/** What the rule finds alone, in a flow among its neighbours or in an environment file. */
async function findingsIn(rule: Rule, fixture: Fixture, text: string, style: Style): Promise<readonly Found[]> {
  if (!isFlow(fixture)) {
    const styled = style(text);
    return checkEnvironmentFile(styled).map(({ span, message }) => ({
      text: styled,
      span,
      label: `${rule.severity}: ${message}`,
    }));
  }
  return inProject(fixture, text, style, (project) => {
    const document = documentOf(project);
    return findAlone(rule, project).map((finding) => {
      assertInside(finding, document);
      return { text: document.text, span: finding.span, label: `${finding.severity}: ${finding.message}` };
    });
  });
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
      applyFix(offer.fix, project);
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
      applyFix(fix, project);
      assertMended(finding, fix, before, findInAll(project));
      const texts = originals.map(({ uri }) => project.workspace.document(uri)?.text ?? '');
      assert.notDeepEqual(
        texts,
        originals.map((document) => document.text),
        `${fix.title} changes nothing`,
      );
      for (const original of originals) project.workspace.open(original.uri, original.text);
      return texts;
    });
  });
}

/** A target that only the author can fill in is the one thing a fix may leave to do, if nobody applies it unseen. */
function assertMended(finding: Finding, fix: Fix, before: readonly Finding[], after: readonly Finding[]): void {
  const isSame = ({ code, message }: Finding) => code === finding.code && message === finding.message;
  assert.ok(after.filter(isSame).length < before.filter(isSame).length, `${fix.title} leaves “${finding.message}”`);
  for (const code of new Set(after.map((other) => other.code))) {
    const more = after.filter((other) => other.code === code).length - before.filter((o) => o.code === code).length;
    const isLeftToDo = code === 'unmapped-response' && !fix.fixAll;
    const messages = after.filter((other) => other.code === code).map(({ message }) => message);
    assert.ok(more <= 0 || isLeftToDo, `${fix.title} brings ${code}: ${messages.join('; ')}`);
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

function documentOf({ workspace, uri }: FixtureProject): FlowDocument {
  return workspace.document(uri) ?? assert.fail(`${uri} is open`);
}

function findAlone(rule: Rule, project: FixtureProject): readonly Finding[] {
  const { all } = check(documentOf(project), project.workspace.project, {
    ...optionsOf(project),
    severityOf: alone(rule),
  });
  assert.deepEqual([...new Set(all.map(({ code }) => code))], all.length === 0 ? [] : [rule.code]);
  return all;
}

function findInAll(project: FixtureProject): readonly Finding[] {
  const { project: neighbours } = project.workspace;
  return [...neighbours.flows()].flatMap((document) => check(document, neighbours, optionsOf(project)).all);
}

/** As the configuration beside the fixtures has it; its rules are set aside, so that fixtures see all of them. */
function optionsOf({ workspace: { roots } }: FixtureProject): CheckOptions {
  const path = join(roots[0] ?? '.', configurationFileName);
  const { secrets } = existsSync(path)
    ? parseConfiguration(readFileSync(path, 'utf8')).configuration
    : emptyConfiguration;
  return { today, isSecret: (name) => secrets.includes(name) };
}

function offersOf(rule: Rule, project: FixtureProject) {
  return findAlone(rule, project).flatMap((finding) => (finding.fixes?.() ?? []).map((fix) => ({ finding, fix })));
}

function applyFix({ edits, title }: Fix, { workspace }: FixtureProject): void {
  for (const document of new Set(edits.map((edit) => edit.document))) {
    const own = edits.filter((edit) => edit.document === document).sort((a, b) => a.span.offset - b.span.offset);
    for (const [index, { span }] of own.entries()) {
      const next = own[index + 1]?.span.offset ?? document.text.length;
      assert.ok(span.offset >= 0 && endOf(span) <= next, `${title}: its edits overlap, or lie outside`);
    }
    workspace.open(document.uri, applyEdits(document.text, own));
  }
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
