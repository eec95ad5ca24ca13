import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { formats, readReport, readSarifRun } from './reports';

const twoTargets = flowText({ node: { results: { '200': 'nobody', '404': 'nobody' } } });
const oneMore = twoTargets.replace('"next": "end"', '"next": "nobody"');

async function recorded(t: Parameters<typeof folderOf>[0], files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = folderOf(t, files);
  const { stdout, stderr, code } = await flowLens(['check', '--update-baseline', 'base.json'], { cwd });
  assert.deepEqual([stderr, code], ['', 0]);
  assert.match(stdout, /^✓ No findings in \d files? · \d in the baseline\n$/);
  return cwd;
}

describe('--update-baseline', () => {
  test('records what is found by what it is, not where, sorted, with paths from its own folder', async (t) => {
    const cwd = folderOf(t, {
      'flows/b.flow.json': twoTargets,
      'flows/a.flow.json': flowText({ flow: { name: 'a', start: 'x' } }),
    });
    mkdirSync(join(cwd, 'ci'));
    const { code } = await flowLens(['check', '--update-baseline', '../ci/base.json'], { cwd: join(cwd, 'flows') });
    assert.equal(code, 0);
    const written = readFileSync(join(cwd, 'ci/base.json'), 'utf8');
    const { version, findings } = JSON.parse(written);
    assert.equal(version, 1);
    assert.deepEqual(
      findings.map(({ message, ...rest }: { message: string }) => ({ ...rest, quotes: message.includes('"nobody"') })),
      [
        { path: '../flows/a.flow.json', code: 'unknown-start', count: 1, quotes: false },
        { path: '../flows/b.flow.json', code: 'unknown-target', node: 'get-order', count: 2, quotes: true },
      ],
    );
    await flowLens(['check', '.', '--update-baseline', 'ci/base.json'], { cwd });
    assert.equal(readFileSync(join(cwd, 'ci/base.json'), 'utf8'), written, 'the same again, from elsewhere');
  });

  test('keeps what it has of files that were not looked at, unless they are gone', async (t) => {
    const cwd = await recorded(t, {
      'a.flow.json': twoTargets,
      'b.flow.json': oneMore.replace('small', 'b'),
      'c.flow.json': '[]',
    });
    writeFileSync(join(cwd, 'a.flow.json'), flowText());
    rmSync(join(cwd, 'c.flow.json'));
    assert.equal((await flowLens(['check', 'a.flow.json', '--update-baseline', 'base.json'], { cwd })).code, 0);
    const { findings } = JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8'));
    assert.deepEqual(new Set(findings.map(({ path }: { path: string }) => path)), new Set(['b.flow.json']));
  });

  test('leaves out what is accepted anyway', async (t) => {
    const accepted = flowText({
      flow: { colour: 1, suppressions: [{ rule: 'unknown-property', reason: 'a tool reads it' }] },
    });
    const cwd = folderOf(t, { 'a.flow.json': accepted });
    const { stdout } = await flowLens(['check', '--update-baseline', 'base.json'], { cwd });
    assert.equal(stdout, '✓ No findings in 1 file · 1 suppressed\n');
    assert.deepEqual(JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8')), { version: 1, findings: [] });
  });

  test('does not write over what is no baseline, and says where it can not write', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': twoTargets, 'base.json': '{ "version": 1,\n "findings": 3 }' });
    const broken = await flowLens(['check', '--update-baseline', 'base.json'], { cwd });
    assert.deepEqual(broken, { code: 2, stdout: '', stderr: 'flow-lens: base.json:2:14: "findings" must be a list\n' });
    const nowhere = await flowLens(['check', '--update-baseline', 'no/base.json'], { cwd });
    assert.equal(nowhere.stderr, 'flow-lens: The baseline "no/base.json" can\'t be written: there is no such file\n');
    assert.deepEqual([nowhere.code, existsSync(join(cwd, 'no'))], [2, false]);
  });
});

for (const format of formats) {
  test(`--baseline leaves out what it has and counts the rest, in --format ${format}`, async (t) => {
    const cwd = await recorded(t, { 'a.flow.json': twoTargets });
    const args = ['check', '--baseline', 'base.json', '--format', format];
    const same = await flowLens(args, { cwd });
    assert.deepEqual([readReport(format, same.stdout), same.code, same.stderr], [[], 0, '']);
    writeFileSync(join(cwd, 'a.flow.json'), `\n\n${oneMore}`);
    const { stdout, code } = await flowLens(args, { cwd });
    const line = oneMore.slice(0, oneMore.indexOf('"next": "nobody"')).split('\n').length + 2;
    assert.deepEqual(readReport(format, stdout), [{ path: 'a.flow.json', code: 'unknown-target', line }]);
    assert.equal(code, 1);
  });
}

describe('--baseline', () => {
  test('counts: one more of the same is new', async (t) => {
    const cwd = await recorded(t, { 'a.flow.json': twoTargets });
    const more = flowText({ node: { results: { '200': 'nobody', '404': 'nobody', '500': 'nobody' } } });
    writeFileSync(join(cwd, 'a.flow.json'), more);
    const { stdout, code } = await flowLens(['check', '--baseline', 'base.json'], { cwd });
    assert.match(stdout, /✗ 1 error in 1 file · 2 in the baseline/);
    assert.equal(code, 1);
    const json = await flowLens(['check', '--baseline', 'base.json', '--format', 'json'], { cwd });
    const { summary } = JSON.parse(json.stdout);
    assert.deepEqual([summary.errors, summary.recorded], [1, 2]);
    const sarif = await flowLens(['check', '--baseline', 'base.json', '--format', 'sarif'], { cwd });
    assert.deepEqual(
      readSarifRun(sarif.stdout).results.map(({ baselineState }) => baselineState),
      ['new'],
    );
  });

  test('sees through the limit of what is shown', async (t) => {
    const results = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index + 200}`, 'nobody']));
    const cwd = folderOf(t, { 'a.flow.json': flowText({ node: { results: results(150) } }) });
    await flowLens(['check', '--update-baseline', 'base.json'], { cwd });
    assert.equal((await flowLens(['check', '--baseline', 'base.json'], { cwd })).code, 0);
    writeFileSync(join(cwd, 'a.flow.json'), flowText({ node: { results: results(151) } }));
    const { stdout } = await flowLens(['check', '--baseline', 'base.json'], { cwd });
    assert.match(stdout, /✗ 1 error in 1 file · 150 in the baseline/);
  });

  test('tells of what no longer occurs, of the files that were looked at or are gone', async (t) => {
    const cwd = await recorded(t, { 'a.flow.json': twoTargets, 'b.flow.json': '[]', 'c.flow.json': '{' });
    writeFileSync(join(cwd, 'a.flow.json'), flowText());
    rmSync(join(cwd, 'b.flow.json'));
    const { stderr, code } = await flowLens(['check', 'a.flow.json', '--baseline', 'base.json'], { cwd });
    assert.equal(code, 0);
    assert.equal(
      stderr,
      'flow-lens: base.json: 3 findings of the baseline no longer occur, the first "unknown-target" in "a.flow.json"; --update-baseline writes it anew\n',
    );
  });

  const wrong: Readonly<Record<string, readonly [text: string | undefined, reason: RegExp]>> = {
    'is missing': [undefined, /^The baseline "base\.json" can't be read: there is no such file$/],
    'is no JSON': ['{ "version": 1, "findings": [}', /^base\.json:1:30: /],
    'is empty': ['', /^base\.json:1:1: /],
    'is a list': ['[]', /^base\.json:1:1: A baseline is an object$/],
    'is of another version': ['{ "version": 2 }', /^base\.json:1:14: The version of a baseline is 1$/],
    'has an entry without a count': [
      '{ "version": 1, "findings": [\n  { "path": "a", "code": "b", "message": "c" }\n] }',
      /^base\.json:2:3: A finding has "path", /,
    ],
    'has an entry with half a count': [
      '{ "version": 1, "findings": [{ "path": "a", "code": "b", "message": "c", "count": 0.5 }] }',
      /^base\.json:1:30: A finding has "path", /,
    ],
  };
  for (const [what, [text, reason]] of Object.entries(wrong)) {
    test(`that ${what} is told, and nothing is checked`, async (t) => {
      const cwd = folderOf(t, { 'a.flow.json': twoTargets, ...(text === undefined ? {} : { 'base.json': text }) });
      const { code, stdout, stderr } = await flowLens(['check', 'a.flow.json', '--baseline', 'base.json'], { cwd });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr.replace(/^flow-lens: /, '').trimEnd(), reason);
    });
  }

  test('does not go with --update-baseline', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': twoTargets });
    const { code, stderr } = await flowLens(['check', '--baseline', 'a', '--update-baseline', 'b'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /^flow-lens: .*--baseline.*cannot be used with.*--update-baseline/);
  });
});
