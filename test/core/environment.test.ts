import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chooseEnvironment } from '#core/model/chooseEnvironment';
import {
  activeEnvironment,
  type EnvironmentFiles,
  type Environments,
  environmentNames,
  noEnvironmentFiles,
  readEnvironmentFile,
} from '#core/model/environment';

function toPlain(environments: Environments): unknown {
  return [...environments].map(([name, values]) => [name, [...values]]);
}

function read(text: string): readonly [environments: unknown, errors: readonly string[]] {
  const { environments, errors } = readEnvironmentFile(text);
  return [toPlain(environments), errors.map(({ offset, length }) => text.slice(offset, offset + length))];
}

suite('an environment file', () => {
  test('holds texts, numbers and booleans as texts, in order', () => {
    const text = '{ "live": { "host": "https://a", "port": 8080.50, "debug": true, "off": false }, "dev": {} }';
    assert.deepEqual(read(text), [
      [
        [
          'live',
          [
            ['host', 'https://a'],
            ['port', '8080.5'],
            ['debug', 'true'],
            ['off', 'false'],
          ],
        ],
        ['dev', []],
      ],
      [],
    ]);
  });
  test('is not expanded', () => {
    assert.deepEqual(read('{ "a": { "b": "{{c}} [[d]]" } }'), [[['a', [['b', '{{c}} [[d]]']]]], []]);
  });
  test('is left out where it is wrong, and that is said once', () => {
    assert.deepEqual(read('{ "a": { "b": null, "c": [ 1 ], "d": {}, "e": "f" }, "g": 5 }'), [
      [
        ['a', [['e', 'f']]],
        ['g', []],
      ],
      ['"b"', '"c"', '"d"', '"g"'],
    ]);
    assert.deepEqual(read('[ {} ]'), [[], ['[']]);
    assert.deepEqual(read('{ "a": { "b": , "c": "d" }'), [[['a', [['c', 'd']]]], [',', '}']]);
    assert.deepEqual(read('{ "a": '), [[], [':']]);
  });
  test('has the last of two values', () => {
    assert.deepEqual(read('{ "a": { "b": "1" }, "a": { "b": "2", "b": "3" } }'), [[['a', [['b', '3']]]], []]);
  });
  test('may use names that JavaScript reserves', () => {
    assert.deepEqual(read('{ "__proto__": { "constructor": "a" } }'), [[['__proto__', [['constructor', 'a']]]], []]);
  });
  test('never shows a value where it is wrong', () => {
    const { errors } = readEnvironmentFile('{ "a": { "b": [ "hunter2" ] }, "c": "hunter2", "d": { "e": hunter2 } }');
    assert.equal(errors.length, 3);
    assert.ok(errors.every(({ message }) => !message.includes('hunter2')));
  });
});

suite('the environment of a run', () => {
  const files = (committed: readonly string[], secret: readonly string[]): EnvironmentFiles => ({
    committed: new Map(committed.map((name) => [name, new Map()])),
    private: new Map(secret.map((name) => [name, new Map()])),
  });

  test('names come from both files, each once', () => {
    assert.deepEqual(environmentNames(files(['dev', 'live'], ['test', 'dev'])), ['dev', 'live', 'test']);
  });
  test('is the picked one where it exists', () => {
    assert.equal(activeEnvironment(files(['dev', 'live'], ['test']), 'test'), 'test');
    assert.equal(activeEnvironment(files(['dev', 'live'], []), 'gone'), null);
  });
  test('is else the only one', () => {
    assert.equal(activeEnvironment(files(['dev'], ['dev']), null), 'dev');
    assert.equal(activeEnvironment(files([], ['dev']), 'gone'), 'dev');
  });
  test('is else none', () => {
    assert.equal(activeEnvironment(files(['dev'], ['test']), null), null);
    assert.equal(activeEnvironment(noEnvironmentFiles, null), null);
  });
  test('is a guarded one only where a person picked it', () => {
    const guarded = ['*prod*'];
    const choose = (only: string, picked: string | null, set: string | null) =>
      chooseEnvironment(files([only], []), { picked, set, guarded });
    assert.equal(choose('production', 'production', null), 'production');
    for (const set of [null, 'production', 'gone']) assert.equal(choose('production', null, set), null);
    assert.equal(choose('production', 'gone', null), null);
    assert.equal(choose('dev', null, 'production'), 'dev');
    const both = files(['dev', 'test', 'production'], []);
    assert.equal(chooseEnvironment(both, { picked: null, set: 'test', guarded }), 'test');
    assert.equal(chooseEnvironment(both, { picked: 'dev', set: 'test', guarded }), 'dev');
    assert.equal(chooseEnvironment(both, { picked: null, set: 'production', guarded }), null);
  });
});
