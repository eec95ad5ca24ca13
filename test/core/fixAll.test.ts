import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { findSafeFix, safeEdits } from '#core/fixAll';
import type { Finding } from '#core/rules/finding';
import { applyEdits } from '#core/syntax/edit';
import { isRuleFixture, readFixtures, readRuleFixtures } from '../support/fixtures';
import { readMarks } from '../support/marks';
import { type FixtureProject, withProject } from '../support/project';

const rulesFolder = 'test/fixtures/rules';
const fixtures = [
  ...readdirSync(rulesFolder).flatMap((code) => readRuleFixtures(join(rulesFolder, code))),
  ...readFixtures('test/fixtures/flows/one-fault'),
].filter(({ path }) => path.endsWith('.flow.json'));
const faulty = new Set(fixtures.map(({ path }) => path));
const mostRounds = 10;

suite('fixing all at once mends what is safe, brings nothing new, and comes to an end', () => {
  for (const { path, name, marked } of fixtures) {
    const folder = dirname(path);
    const isNeighbour = (other: string) => !isRuleFixture(other) && !faulty.has(join(folder, other));
    const parts = {
      folder,
      isNeighbour,
      fileName: `${name}.flow.json`,
      text: readMarks(marked).text,
      style: asWritten,
    };
    test(path, () =>
      withProject(parts, (project) => {
        const before = findAll(project);
        const after = fixAll(project);
        assert.deepEqual(after.filter(isSafelyMended), []);
        for (const { code, message } of after) {
          assert.ok(count(after, code) <= count(before, code), `brings ${code}: ${message}`);
        }
      }),
    );
  }
});

function asWritten(text: string): string {
  return text;
}

function isSafelyMended(finding: Finding): boolean {
  return findSafeFix(finding) !== undefined;
}

/** What is found once nothing safe is left to be done. */
function fixAll(project: FixtureProject): readonly Finding[] {
  const { workspace, uri } = project;
  for (let round = 0; round < mostRounds; round++) {
    const document = workspace.document(uri) ?? assert.fail(`${uri} is open`);
    const findings = findAll(project);
    const edits = safeEdits(document, findings);
    if (edits.length === 0) return findings;
    workspace.open(uri, applyEdits(document.text, edits));
  }
  return assert.fail(`still something to do after ${mostRounds} rounds`);
}

function findAll({ workspace, uri }: FixtureProject): readonly Finding[] {
  const document = workspace.document(uri) ?? assert.fail(`${uri} is open`);
  return check(document, workspace.project, { today: '2026-01-15' }).all;
}

function count(findings: readonly Finding[], code: string): number {
  return findings.filter((finding) => finding.code === code).length;
}
