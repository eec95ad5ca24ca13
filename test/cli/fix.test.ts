import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';

const clean = flowText();
const misspelt = clean.replace('"other"', '"Other"').replace('"timeout"', '"TIMEOUT"');

test('mends what is safe, in the named files alone, and reports what is left', async (t) => {
  const cwd = folderOf(t, {
    'a.flow.json': misspelt.replace('"start"', '"colour": "red",\n  "start"'),
    'b.flow.json': misspelt.replace('small', 'b'),
  });
  const { stdout, stderr, code } = await flowLens(['check', '--fix', 'a.flow.json'], { cwd });
  assert.equal(stderr, '');
  assert.equal(code, 0);
  assert.match(stdout, /unknown-property\n\n⚠ 1 warning in 1 file\n$/);
  assert.equal(readFileSync(join(cwd, 'a.flow.json'), 'utf8'), clean.replace('"start"', '"colour": "red",\n  "start"'));
  assert.equal(readFileSync(join(cwd, 'b.flow.json'), 'utf8'), misspelt.replace('small', 'b'));
  assert.deepEqual(readdirSync(cwd), ['a.flow.json', 'b.flow.json']);
});

test('mends again what a first mend brings out, until nothing is left', async (t) => {
  const responses = '"responses": { "Other": "sorry", "error": "sorry", }';
  const text = clean.replace(/"responses": \{[^}]*\}/, responses);
  const cwd = folderOf(t, { 'a.flow.json': text });
  const { stdout } = await flowLens(['check', '--fix'], { cwd });
  assert.equal(stdout, '✓ No findings in 1 file\n');
  assert.deepEqual(JSON.parse(readFileSync(join(cwd, 'a.flow.json'), 'utf8')), JSON.parse(clean));
});

test('keeps line ends, byte order mark, permissions and links', async (t) => {
  const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  const cwd = folderOf(t, { 'real/a.flow.json': windows(misspelt) });
  const file = join(cwd, 'real/a.flow.json');
  chmodSync(file, 0o640);
  symlinkSync(file, join(cwd, 'linked.flow.json'));
  const { code } = await flowLens(['check', '--fix', 'linked.flow.json'], { cwd });
  assert.equal(code, 0);
  assert.equal(readFileSync(file, 'utf8'), windows(clean));
  assert.equal(statSync(file).mode & 0o777, 0o640);
  assert.ok(lstatSync(join(cwd, 'linked.flow.json')).isSymbolicLink());
});

test('writes nothing where there is nothing safe to mend, nor what a suppression accepts', async (t) => {
  const accepted = JSON.parse(misspelt);
  accepted.suppressions = [{ rule: 'default-response-case', reason: 'the importer of this channel wants it so' }];
  const cwd = folderOf(t, { 'a.flow.json': JSON.stringify(accepted), 'b.flow.json': clean.replace('small', 'b') });
  const before = ['a.flow.json', 'b.flow.json'].map((name) => statSync(join(cwd, name)).ino);
  await flowLens(['check', '--fix'], { cwd });
  assert.deepEqual(
    ['a.flow.json', 'b.flow.json'].map((name) => statSync(join(cwd, name)).ino),
    before,
  );
  assert.equal(readFileSync(join(cwd, 'a.flow.json'), 'utf8'), JSON.stringify(accepted));
});

test('leaves a file alone that is not UTF-8, and offers to mend nothing in it', async (t) => {
  const bytes = Buffer.from(misspelt.replace('Sorry', 'caf\xe9'), 'latin1');
  const cwd = folderOf(t, { 'a.flow.json': bytes });
  for (const more of [['--fix'], [], ['--update-baseline', 'baseline.json'], ['--baseline', 'baseline.json']]) {
    const { stdout } = await flowLens(['check', ...more], { cwd });
    assert.match(stdout, /in 1 file/);
    assert.doesNotMatch(stdout, /mended/, 'what can not be done is not offered');
  }
  assert.deepEqual(readFileSync(join(cwd, 'a.flow.json')), bytes);
});

test('follows the configuration: what is off is not mended', async (t) => {
  const cwd = folderOf(t, {
    'a.flow.json': misspelt,
    'flow-lens.config.json': '{ "rules": { "default-response-case": "off" } }',
  });
  await flowLens(['check', '--fix'], { cwd });
  assert.equal(readFileSync(join(cwd, 'a.flow.json'), 'utf8'), misspelt);
});
