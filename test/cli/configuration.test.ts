import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseConfiguration } from '../../server/src/workspace/configuration';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';

describe('flow-lens.config.json', () => {
  test('sets rules for all files, and otherwise for some: the last override that speaks of a rule counts', () => {
    const { configuration, errors } = parseConfiguration(
      JSON.stringify({
        $schema: 'https://example.com/schema.json',
        'x-owner': 'shop',
        rules: { 'unknown-start': 'warning', 'json-syntax': 'hint' },
        overrides: [
          { files: ['legacy/**'], rules: { 'unknown-start': 'off' } },
          { files: ['legacy/orders', '*.draft.flow.json'], rules: { 'unknown-start': 'information' } },
        ],
        secrets: ['ORDERS_KEY'],
      }),
    );
    assert.deepEqual(errors, []);
    const settings = ['a.flow.json', 'legacy/a.flow.json', 'legacy/orders/a.flow.json', 'a.draft.flow.json'].map(
      (path) => configuration.severityOf(path, 'unknown-start'),
    );
    assert.deepEqual(settings, ['warning', 'off', 'information', 'information']);
    assert.equal(configuration.severityOf('legacy/a.flow.json', 'json-syntax'), 'hint');
    assert.equal(configuration.severityOf('a.flow.json', 'schema'), undefined);
    assert.deepEqual(configuration.secrets, ['ORDERS_KEY']);
  });

  test('ignores by globs, and folders with all below them', () => {
    const { configuration } = parseConfiguration('{ "ignore": ["generated/", "**/old-*", "./a/*.flow.json"] }');
    const ignored = ['generated/x.flow.json', 'b/old-1/x.flow.json', 'old-2.flow.json', 'a/x.flow.json'];
    assert.deepEqual(ignored.map(configuration.isIgnored), [true, true, true, true]);
    const kept = ['x.flow.json', 'b/generated/x.flow.json', 'a/b/x.flow.json'];
    assert.deepEqual(kept.map(configuration.isIgnored), [false, false, false]);
  });

  test('is read as far as it goes, and each fault is told at its place', () => {
    const cases: readonly (readonly [text: string, at: string, severity: string])[] = [
      ['', '', 'error'],
      ['[]', '[]', 'error'],
      ['{ "rules": [] }', '[]', 'error'],
      ['{ "rules": { "schema": "fatal" } }', '"fatal"', 'error'],
      ['{ "rules": { "shema": "off" } }', '"shema"', 'warning'],
      ['{ "ruels": {} }', '"ruels"', 'error'],
      ['{ "run.timeout": 1 }', '"run.timeout"', 'error'],
      ['{ "overrides": {} }', '{}', 'error'],
      ['{ "overrides": [{ "file": ["a"] }] }', '"file"', 'error'],
      ['{ "ignore": "a" }', '"a"', 'error'],
      ['{ "ignore": [""] }', '""', 'error'],
      ['{ "secrets": [1] }', '1', 'error'],
      ['{ "secrets": [] // none\n }', '// none', 'error'],
    ];
    for (const [text, at, severity] of cases) {
      const { errors } = parseConfiguration(text);
      assert.deepEqual(
        errors.map((error) => [text.slice(error.offset, error.offset + error.length), error.severity]),
        [[at, severity]],
        text,
      );
    }
  });
});

describe('the command line', () => {
  const unknownKey = flowText({ flow: { colour: 'red' } });

  test('follows the configuration, and --rule wins over it', async (t) => {
    const cwd = folderOf(t, {
      'flow-lens.config.json': JSON.stringify({
        rules: { 'unknown-property': 'error' },
        overrides: [{ files: ['drafts'], rules: { 'unknown-property': 'hint' } }],
        ignore: ['old'],
      }),
      'a.flow.json': unknownKey,
      'drafts/b.flow.json': unknownKey.replace('small', 'b'),
      'old/c.flow.json': unknownKey.replace('small', 'c'),
    });
    const { stdout, code } = await flowLens(['check'], { cwd });
    assert.match(stdout, /^✗ 1 error and 1 hint in 2 files$/m);
    assert.equal(code, 1);
    const fromBelow = await flowLens(['check', 'drafts'], { cwd });
    assert.match(fromBelow.stdout, /^✓ 1 hint in 1 file$/m);
    const overruled = await flowLens(['check', '--rule', 'unknown-property=information'], { cwd });
    assert.match(overruled.stdout, /^✓ 2 information in 2 files$/m);
    const named = await flowLens(['check', 'old/c.flow.json'], { cwd });
    assert.equal(named.code, 1, 'what is named is checked, ignored or not');
    const ignored = await flowLens(['check', 'old'], { cwd });
    assert.equal(ignored.code, 2);
    assert.match(ignored.stderr, /ignores all flow files/);
  });

  test('can be given another configuration', async (t) => {
    const cwd = folderOf(t, {
      'flow-lens.config.json': '{ "rules": { "unknown-property": "error" } }',
      'ci/relaxed.json': '{ "rules": { "unknown-property": "off" } }',
      'a.flow.json': unknownKey,
    });
    assert.equal((await flowLens(['check', '--config', 'ci/relaxed.json'], { cwd })).code, 0);
  });

  test('says where a configuration is wrong, and stops', async (t) => {
    const cwd = folderOf(t, {
      'flow-lens.config.json': '{\n  "rules": { "schema": "loud" }\n}',
      'a.flow.json': unknownKey,
    });
    const { code, stdout, stderr } = await flowLens(['check', '--format', 'json'], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^flow-lens: flow-lens\.config\.json:2:24: "schema" must be one of off, .*\n$/);
  });

  test('stops for a configuration that can not be read', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': unknownKey });
    mkdirSync(join(cwd, 'flow-lens.config.json'));
    const { code, stderr } = await flowLens(['check'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /"flow-lens\.config\.json" can't be read: it is a folder/);
  });

  test('goes on where a configuration names a rule that is not there, and says so once', async (t) => {
    const cwd = folderOf(t, {
      'flow-lens.config.json': '{ "rules": { "shema": "off" } }',
      'a.flow.json': flowText(),
    });
    const aside = await flowLens(['check', 'a.flow.json'], { cwd });
    assert.equal(aside.code, 0);
    assert.match(aside.stderr, /^flow-lens: flow-lens\.config\.json:1:14: No rule .*"schema"/);
    const reported = await flowLens(['check'], { cwd });
    assert.match(reported.stdout, /^flow-lens\.config\.json:1:14 +warning +No rule .*"schema"/);
    assert.equal(reported.stderr, '');
  });
});
