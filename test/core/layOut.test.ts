import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut } from '#core/response/layOut';

test('JSON and XML are laid out, anything else is not', () => {
  assert.equal(layOut('{"a":[1]}', 'json'), '{\n  "a": [\n    1\n  ]\n}');
  assert.equal(layOut('<a><b/></a>', 'xml'), '<a>\n  <b/>\n</a>');
  assert.equal(layOut('{"a":[1]}', 'plain'), '{"a":[1]}');
});

test('but not where their levels would make them many times as long', () => {
  const json = `${'['.repeat(200)}${'1,'.repeat(100_000)}1${']'.repeat(200)}`;
  assert.equal(layOut(json, 'json'), json);
  const xml = `${'<a>'.repeat(90)}${'<b/>'.repeat(200_000)}${'</a>'.repeat(90)}`;
  assert.equal(layOut(xml, 'xml'), xml);
});

test('brackets in strings are no levels', () => {
  const json = JSON.stringify({ a: '['.repeat(1_000_000), b: '\\"' });
  assert.equal(layOut(json, 'json'), JSON.stringify(JSON.parse(json), null, 2));
});

test('a text of nothing but beginnings of tags takes no longer than one of whole tags', () => {
  const timed = (tag: string): number => {
    const text = tag.repeat(300_000);
    const start = performance.now();
    assert.equal(layOut(text, 'xml'), text);
    return performance.now() - start;
  };
  const whole = timed('<a>');
  // Looking for the end of each anew takes a hundred times as long.
  assert.ok(timed('<a') < 10 * whole + 100);
});
