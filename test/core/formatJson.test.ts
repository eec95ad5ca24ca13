import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatJson } from '#core/syntax/formatJson';

test('JSON is laid out as JSON.stringify does it', () => {
  const value = { a: [1, { b: null }], c: 'd [1] {2}', e: [], f: {} };
  assert.equal(formatJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
});

test('numbers and strings keep what is written', () => {
  assert.equal(
    formatJson('[1.0,1e400,12345678901234567890,"\\u0041"]'),
    '[\n  1.0,\n  1e400,\n  12345678901234567890,\n  "\\u0041"\n]',
  );
});

test('every level has its indentation', () => {
  const text = `${'['.repeat(256)}1,2${']'.repeat(256)}`;
  assert.equal(formatJson(text), JSON.stringify(JSON.parse(text), null, 2));
});

test('what is nested deeper stays as it is', () => {
  for (const text of [`${'['.repeat(257)}${']'.repeat(257)}`, '['.repeat(1_000_000), '{"a":'.repeat(200_000)]) {
    assert.equal(formatJson(text), text);
  }
});

test('what is no JSON is left alone where it is none', () => {
  assert.equal(formatJson('{"a":1,}'), '{\n  "a": 1,\n}');
  assert.equal(formatJson('<a>'), '<a>');
  assert.equal(formatJson(''), '');
});
