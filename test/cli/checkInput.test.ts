import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';

const clean = flowText();

describe('a file of any bytes is checked, and named where it is no flow', () => {
  const cases: Readonly<Record<string, readonly [content: string | Uint8Array, code: string]>> = {
    'nothing at all': ['', 'json-syntax'],
    'a byte order mark alone': ['\uFEFF', 'json-syntax'],
    'two byte order marks': [`\uFEFF\uFEFF${clean}`, 'json-syntax'],
    'a list': ['[]', 'schema'],
    'a word that is cut': ['nul', 'json-syntax'],
    '100,000 opening brackets': ['['.repeat(100_000), 'json-syntax'],
    'invalid UTF-8': [Buffer.from('{"version": 1, "name": "caf\xe9"}', 'latin1'), 'json-syntax'],
    'UTF-16': [Buffer.from(clean, 'utf16le'), 'json-syntax'],
    'zero bytes': [new Uint8Array(1000), 'json-syntax'],
    'a flow and more': [`${clean}${clean}`, 'json-syntax'],
  };
  for (const [name, [content, code]] of Object.entries(cases)) {
    test(name, async (t) => {
      const cwd = folderOf(t, { 'a.flow.json': content, 'b.flow.json': clean.replace('small', 'other') });
      const outcome = await flowLens(['check', '--format', 'json'], { cwd });
      assert.equal(outcome.stderr, '');
      assert.equal(outcome.code, 1);
      const { files } = JSON.parse(outcome.stdout);
      const codes = files[0].findings.map((finding: { code: string }) => finding.code);
      assert.ok(codes.includes(code), `${codes}`);
      assert.deepEqual(files[1], { path: 'b.flow.json', findings: [] });
    });
  }

  test('20 MB of nodes', async (t) => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => [
      `node-${index}`,
      { type: 'text-display', text: 'x'.repeat(950), next: `node-${index + 1}` },
    ]);
    const text = JSON.stringify(
      { version: 1, name: 'large', start: 'node-0', nodes: Object.fromEntries(nodes) },
      null,
      2,
    );
    assert.ok(text.length > 20_000_000);
    const cwd = folderOf(t, { 'a.flow.json': text });
    const { stdout, code } = await flowLens(['check', '--format', 'json'], { cwd });
    const [{ findings }] = JSON.parse(stdout).files;
    assert.equal(code, 1);
    assert.deepEqual(
      findings.map((finding: { code: string; node: string }) => [finding.code, finding.node]),
      [['unknown-target', 'node-19999']],
    );
  });
});

describe('what can not be read', () => {
  test('has an entry that says why, and the rest is checked', async (t) => {
    const cwd = folderOf(t, { 'b.flow.json': clean });
    symlinkSync(join(cwd, 'gone.json'), join(cwd, 'a.flow.json'));
    symlinkSync('c.flow.json', join(cwd, 'c.flow.json'));
    const { stdout, stderr, code } = await flowLens(['check', '--format', 'json'], { cwd });
    assert.equal(code, 2);
    const errors = [
      "a.flow.json can't be read: there is no such file",
      "c.flow.json can't be read: its links go round in a circle",
    ];
    const { files, summary } = JSON.parse(stdout);
    assert.deepEqual(files, [
      { path: 'a.flow.json', error: errors[0], findings: [] },
      { path: 'b.flow.json', findings: [] },
      { path: 'c.flow.json', error: errors[1], findings: [] },
    ]);
    assert.equal(summary.files, 3);
    assert.deepEqual(
      stderr.trimEnd().split('\n'),
      errors.map((error) => `flow-lens: ${error}`),
    );
  });

  test('outweighs findings, and is named itself', async (t) => {
    const cwd = folderOf(t, { 'b.flow.json': '{' });
    symlinkSync(join(cwd, 'gone.json'), join(cwd, 'a.flow.json'));
    const { stdout, stderr, code } = await flowLens(['check', 'a.flow.json', 'b.flow.json'], { cwd });
    assert.equal(code, 2);
    assert.match(stdout, /b\.flow\.json:1:1 .* json-syntax/);
    assert.equal(stderr, "flow-lens: a.flow.json can't be read: there is no such file\n");
  });

  test('is not a folder with the name of a flow: it is walked like any other', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json/b.flow.json': clean });
    mkdirSync(join(cwd, 'c.flow.json'));
    assert.equal((await flowLens(['check'], { cwd })).stdout, '✓ No findings in 1 file\n');
    assert.equal((await flowLens(['check', 'a.flow.json'], { cwd })).code, 0);
    const empty = await flowLens(['check', 'c.flow.json'], { cwd });
    assert.deepEqual(empty, { code: 2, stdout: '', stderr: 'flow-lens: There is no flow file in "c.flow.json"\n' });
  });
});

describe('standard input', () => {
  test('is checked as the file it stands for, among its neighbours, whatever lies on disk', async (t) => {
    const library = JSON.stringify({ version: 1, name: 'library', endpoints: JSON.parse(clean).endpoints });
    const importing = flowText({ flow: { endpoints: {}, imports: ['library.flow.json'], colour: 'red' } });
    const cwd = folderOf(t, { 'flows/library.flow.json': library, 'flows/a.flow.json': '[]' });
    const args = ['check', '-', '--stdin-filename', 'flows/a.flow.json', '--format', 'json'];
    const { stdout, code } = await flowLens(args, { cwd, input: importing });
    const [{ path, findings }] = JSON.parse(stdout).files;
    assert.equal(path, 'flows/a.flow.json');
    assert.deepEqual(
      findings.map((finding: { code: string }) => finding.code),
      ['unknown-property'],
    );
    assert.equal(code, 0);
  });

  test('has a name of its own where it stands for no file', async (t) => {
    const { stdout, code } = await flowLens(['check', '-'], { cwd: folderOf(t, {}), input: '{"version": 1,}' });
    assert.match(stdout, /^<stdin>:1:14 {2}error {2}.* json-syntax$/m);
    assert.equal(code, 1);
  });

  test('stands beside other paths, and is told where it is not UTF-8', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': clean, 'b.flow.json': '[]' });
    const input = Buffer.concat([Buffer.from(clean.replace('small', 'other')), Buffer.from([0xff])]);
    const args = ['check', 'a.flow.json', 'b.flow.json', '-', '--stdin-filename', 'b.flow.json', '--format', 'json'];
    const { files } = JSON.parse((await flowLens(args, { cwd, input })).stdout);
    assert.deepEqual(
      files.map(({ path, findings }: { path: string; findings: { code: string; offset: number }[] }) => [
        path,
        ...findings.slice(0, 1).map(({ code, offset }) => [code, offset]),
      ]),
      [['a.flow.json'], ['b.flow.json', ['json-syntax', input.length - 1]]],
    );
  });

  test('may be an environment file', async (t) => {
    const args = ['check', '-', '--stdin-filename', 'http-client.env.json'];
    const { stdout } = await flowLens(args, { cwd: folderOf(t, {}), input: '{ "dev": 1 }' });
    assert.match(stdout, /^http-client\.env\.json:1:3 .* invalid-environment-file$/m);
  });
});
