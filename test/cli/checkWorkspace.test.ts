import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';

const clean = flowText();
const mismatch = flowText({
  endpoint: { headers: { Accept: 'application/json' } },
  node: { headers: { accept: 'application/xml' } },
});
const unknownKey = flowText({ flow: { colour: 'red' } });

describe('the workspace around the files', () => {
  const calling = flowText({
    flow: { name: 'caller', start: 'get-order' },
    node: { results: { '200': { flow: 'other' }, '202': 'done', '404': 'not-found' } },
  });

  test('is that of the configuration found upward, and its flows are known though only the named are reported', async (t) => {
    const cwd = folderOf(t, {
      'flow-lens.config.json': '{}',
      'one/a.flow.json': calling,
      'two/b.flow.json': unknownKey.replace('small', 'other'),
    });
    const { stdout, code } = await flowLens(['check', 'a.flow.json'], { cwd: join(cwd, 'one') });
    assert.equal(stdout, '✓ No findings in 1 file\n');
    assert.equal(code, 0);
  });

  test('is that of the repository where there is no configuration, else the current folder', async (t) => {
    const cwd = folderOf(t, { 'one/a.flow.json': calling, 'two/b.flow.json': clean.replace('small', 'other') });
    const alone = await flowLens(['check', 'a.flow.json'], { cwd: join(cwd, 'one') });
    assert.match(alone.stdout, /unknown-target/);
    const fromAbove = await flowLens(['check', 'one/a.flow.json'], { cwd });
    assert.equal(fromAbove.code, 0);
    mkdirSync(join(cwd, '.git'));
    const inRepository = await flowLens(['check', 'a.flow.json'], { cwd: join(cwd, 'one') });
    assert.equal(inRepository.code, 0);
  });

  test('has environment files, which are listed where something is wrong with them', async (t) => {
    const cwd = folderOf(t, {
      'a.flow.json': clean,
      'http-client.env.json': '{ "dev": { "key": [1] } }',
      'sub/b.flow.json': clean.replace('small', 'other'),
      'sub/http-client.env.json': '{ "dev": {} }',
    });
    const { stdout, code } = await flowLens(['check', '--format', 'json'], { cwd });
    const { files } = JSON.parse(stdout);
    const paths = files.map(({ path }: { path: string }) => path);
    assert.deepEqual(paths, ['a.flow.json', 'http-client.env.json', 'sub/b.flow.json']);
    assert.equal(files[1].findings[0].code, 'invalid-environment-file');
    assert.equal(code, 1);
    const off = await flowLens(['check', '--rule', 'invalid-environment-file=off'], { cwd });
    assert.equal(off.stdout, '✓ No findings in 2 files\n');
    const named = await flowLens(['check', 'sub/http-client.env.json'], { cwd });
    assert.equal(named.stdout, '✓ No findings in 1 file\n');
  });

  test('knows which environments there are', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': clean, 'http-client.env.json': '{ "dev": {}, "test": {} }' });
    assert.equal((await flowLens(['check', '--env', 'dev'], { cwd })).code, 0);
    const { code, stderr } = await flowLens(['check', '--env', 'prod'], { cwd });
    assert.equal(code, 2);
    assert.equal(stderr, 'flow-lens: No environment is called "prod": there are "dev" and "test"\n');
  });

  test('leaves out node_modules and .git, and follows no link to a folder', async (t) => {
    const outside = folderOf(t, { 'c.flow.json': mismatch });
    const cwd = folderOf(t, {
      'a.flow.json': clean,
      'node_modules/b.flow.json': mismatch,
      '.git/b.flow.json': mismatch,
    });
    symlinkSync(outside, join(cwd, 'linked'));
    const { stdout } = await flowLens(['check'], { cwd });
    assert.equal(stdout, '✓ No findings in 1 file\n');
  });
});

test('a glob that no shell has expanded matches flow files, and folders with all below them', async (t) => {
  const names = ['flows/a', 'flows/deep/b', 'flows/deep/[c]', 'other/d'];
  const cwd = folderOf(t, Object.fromEntries(names.map((name) => [`${name}.flow.json`, clean.replace('small', name)])));
  const matched = async (...globs: string[]) => {
    const { stdout } = await flowLens(['check', '--format', 'json', ...globs], { cwd });
    return JSON.parse(stdout).files.map(({ path }: { path: string }) => path.replace('.flow.json', ''));
  };
  assert.deepEqual(await matched('flows/*.flow.json'), ['flows/a']);
  assert.deepEqual(await matched('**/{a,d}.flow.json'), ['flows/a', 'other/d']);
  assert.deepEqual(await matched('flows/d*'), ['flows/deep/[c]', 'flows/deep/b']);
  assert.deepEqual(await matched('flows/deep/[c].flow.json'), ['flows/deep/[c]'], 'a file of that very name');
  assert.deepEqual(await matched('./other/**', 'flows/*'), ['flows/a', 'flows/deep/[c]', 'flows/deep/b', 'other/d']);
});
