import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';

const clean = flowText();
const mismatch = flowText({
  endpoint: { headers: { Accept: 'application/json' } },
  node: { headers: { accept: 'application/xml' } },
  flow: { name: 'mismatch' },
});
const unknownKey = flowText({ flow: { name: 'unknown-key', colour: 'red' } });

describe('exit codes', () => {
  const files = {
    'clean.flow.json': clean,
    'error.flow.json': mismatch,
    'warning.flow.json': unknownKey,
    'empty/http-client.env.json': '{}',
  };
  const cases: readonly (readonly [code: number, ...args: string[]])[] = [
    [0, 'clean.flow.json'],
    [1, 'error.flow.json'],
    [1, 'clean.flow.json', 'error.flow.json'],
    [0, 'warning.flow.json'],
    [0, 'warning.flow.json', '--max-warnings', '1'],
    [1, 'warning.flow.json', '--max-warnings', '0'],
    [1, 'warning.flow.json', '--max-warnings', '0', '--quiet'],
    [0, 'error.flow.json', '--rule', 'header-mismatch=warning'],
    [0, 'error.flow.json', '--rule', 'header-mismatch=off'],
    [1, 'warning.flow.json', '--rule', 'unknown-property=error'],
    [1],
    [2, 'nowhere.flow.json'],
    [2, 'nothing-*'],
    [2, ''],
    [2, 'empty'],
    [2, 'clean.flow.json', 'nowhere.flow.json'],
    [2, 'clean.flow.json', '--config', 'nowhere.json'],
    [2, 'clean.flow.json', '--env', 'dev'],
    [2, 'clean.flow.json', '--stdin-filename', 'a.flow.json'],
    [2, '-', '--fix'],
    [2, 'clean.flow.json', '--rule', 'no-such-rule=off'],
    [2, 'clean.flow.json', '--rule', 'header-mismatch=fatal'],
    [2, 'clean.flow.json', '--rule', 'header-mismatch'],
    [2, 'clean.flow.json', '--max-warnings', 'many'],
    [2, 'clean.flow.json', '--max-warnings', '-1'],
    [2, 'clean.flow.json', '--format', 'yaml'],
    [2, 'clean.flow.json', '--sarif'],
  ];
  for (const [code, ...args] of cases) {
    test(`check ${args.map((arg) => arg || "''").join(' ')} is ${code}`, async (t) => {
      const outcome = await flowLens(['check', ...args], { cwd: folderOf(t, files) });
      assert.equal(outcome.code, code, outcome.stderr);
      if (code !== 2) return;
      assert.equal(outcome.stdout, '');
      assert.match(outcome.stderr, /^flow-lens: .+\n$/, 'one sentence says why');
    });
  }
});

describe('the document of --format json', () => {
  test('names place, rule and related places of every finding', async (t) => {
    const cwd = folderOf(t, { 'b.flow.json': clean, 'a/error.flow.json': mismatch });
    const { stdout, stderr } = await flowLens(['check', '--format', 'json'], { cwd });
    assert.equal(stderr, '');
    const { files, ...others } = JSON.parse(stdout);
    assert.deepEqual(others, {
      version: 1,
      summary: { files: 2, errors: 1, warnings: 0, information: 0, hints: 0, suppressed: 0 },
    });
    const [{ findings, ...file }, last] = files;
    assert.deepEqual(file, { path: 'a/error.flow.json' });
    assert.deepEqual(last, { path: 'b.flow.json', findings: [] });
    const [{ message, related, ...finding }] = findings;
    const offset = mismatch.indexOf('"accept"');
    assert.deepEqual(finding, {
      code: 'header-mismatch',
      severity: 'error',
      node: 'get-order',
      endpoint: 'orders',
      ...placeIn(mismatch, offset),
      endLine: placeIn(mismatch, offset).line,
      endColumn: placeIn(mismatch, offset).column + 8,
      offset,
      length: 8,
      fixable: true,
      suppressed: false,
      docs: 'https://github.com/flow-lens/flow-lens/blob/main/docs/rules/header-mismatch.md',
    });
    assert.match(message, /application\/xml/);
    assert.equal(related.length, 1);
    assert.equal(related[0].path, 'a/error.flow.json');
    assert.deepEqual(related[0], { ...related[0], ...placeIn(mismatch, mismatch.indexOf('"Accept"')) });
  });

  test('marks what a suppression accepts, and counts it apart', async (t) => {
    const accepted = flowText({
      flow: { colour: 'red', suppressions: [{ rule: 'unknown-property', reason: 'another tool reads it' }] },
    });
    const cwd = folderOf(t, { 'a.flow.json': accepted });
    const { stdout } = await flowLens(['check', '--format', 'json'], { cwd });
    const { files, summary } = JSON.parse(stdout);
    assert.equal(files[0].findings[0].suppressed, true);
    assert.deepEqual([summary.warnings, summary.suppressed], [0, 1]);
    const inText = await flowLens(['check'], { cwd });
    assert.equal(inText.stdout, '✓ No findings in 1 file · 1 suppressed\n');
  });

  test('lists a file that is named twice once, by its path from the current folder', async (t) => {
    const folder = folderOf(t, { 'a.flow.json': clean, 'sub/b.flow.json': clean.replace('small', 'other') });
    const args = ['check', '--format', 'json', '..', '../a.flow.json', 'b.flow.json', './*.flow.json'];
    const { stdout } = await flowLens(args, { cwd: join(folder, 'sub') });
    const paths = JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
    assert.deepEqual(paths, ['../a.flow.json', 'b.flow.json']);
  });
});

function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

describe('the report for people', () => {
  test('has a line a finding that terminals can link, related places below, and a summary', async (t) => {
    const cwd = folderOf(t, {
      'a.flow.json': flowText({
        endpoint: { headers: { Accept: 'application/json' } },
        node: { headers: { accept: 'text/plain' }, color: 1 },
      }),
      'b.flow.json': unknownKey.replace('small', 'other'),
      'c.flow.json': clean.replace('small', 'third'),
    });
    const [fromJson, report] = await Promise.all([
      flowLens(['check', '--format', 'json'], { cwd }),
      flowLens(['check'], { cwd }),
    ]);
    const [first, second] = JSON.parse(fromJson.stdout).files;
    const messages = [...first.findings, ...second.findings].map(({ message }: { message: string }) => message);
    const expected = [
      `a.flow.json:29:9  error    ${messages[0]}  header-mismatch`,
      `    a.flow.json:9:9  ${first.findings[0].related[0].message}`,
      `a.flow.json:31:7  warning  ${messages[1]}  unknown-property`,
      '',
      `b.flow.json:45:3  warning  ${messages[2]}  unknown-property`,
      '',
      '✗ 1 error and 2 warnings in 2 of 3 files',
      '',
    ];
    assert.deepEqual(report.stdout.split('\n'), expected);
  });

  test('says what --fix would mend', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': clean.replace('"other"', '"Other"') });
    const { stdout } = await flowLens(['check'], { cwd });
    assert.match(stdout, /^✗ 1 error in 1 file · 1 can be mended with --fix$/m);
  });

  test('shows errors only with --quiet, and nothing where there are none', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText({ flow: { colour: 'red', start: 'nowhere' } }) });
    const { stdout } = await flowLens(['check', '--quiet'], { cwd });
    assert.match(stdout, /unknown-start/);
    assert.doesNotMatch(stdout, /unknown-property/);
    assert.match(stdout, /1 error and 1 warning/, 'counts stay true');
    const quiet = await flowLens(['check', '--quiet', '--rule', 'unknown-start=off'], { cwd });
    assert.deepEqual(quiet, { code: 0, stdout: '', stderr: '' });
  });

  test('is not broken by what files and their names hold', async (t) => {
    const hostile = '\u001b[2K\u202e\n::error::';
    const text = flowText({ flow: { start: hostile, [`x${hostile}`]: 1 } });
    const cwd = folderOf(t, { 'a\u001b[1m\n.flow.json': text });
    const { stdout } = await flowLens(['check'], { cwd });
    assert.doesNotMatch(stdout, /(?!\n)[\p{Cc}\p{Bidi_Control}]|^::/mu);
    assert.match(stdout, /^a\\u001b\[1m\\u000a\.flow\.json:\d+:\d+ {2}error {4}.*\\u001b/m);
    assert.equal(stdout.trimEnd().split('\n').length, 4, 'a line each, and the summary');
  });
});
