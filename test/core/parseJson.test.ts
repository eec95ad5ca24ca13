import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type JsonError, maximumDepth, parseJson } from '#core/syntax/parseJson';
import { endOf } from '#core/syntax/span';
import { findProperty, type JsonNode } from '#core/syntax/tree';

/** What `JSON.parse` makes of the same text; a hole is `undefined`. */
function toValue(node: JsonNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'array') return node.items.map(toValue);
  if (node.kind !== 'object') return node.value;
  return Object.fromEntries(node.effective.map(({ key, value }) => [key.value, toValue(value)]));
}

function* everyNode(node: JsonNode): Iterable<JsonNode> {
  yield node;
  if (node.kind === 'array') for (const item of node.items) yield* everyNode(item);
  if (node.kind !== 'object') return;
  for (const { key, value } of node.properties) {
    yield key;
    if (value !== undefined) yield* everyNode(value);
  }
}

function rootOf(text: string): JsonNode {
  return parseJson(text).root ?? assert.fail('there is a value');
}

function describe(text: string, errors: readonly JsonError[]): readonly string[] {
  return errors.map(
    (error) => `${error.kind} at ${error.offset} ${JSON.stringify(text.slice(error.offset, endOf(error)))}`,
  );
}

suite('right JSON', () => {
  const texts = [
    '{}',
    '[]',
    ' \t\r\n"a" ',
    '-0.5e+10',
    'true',
    'null',
    '{"a":{"b":[1,"2",[],{}]},"c":false,"":null}',
    '{ "e\\u0301\\ud83d\\ude00\\"\\\\\\/\\b\\f\\n\\r\\t": "\u00e9\u{1f600}\u2028\u007f" }',
    '{"a":1,"b":2,"a":3,"__proto__":4,"constructor":[{"a":{}}]}',
    '[1,2,3,[4,[5,[6]]]]',
    '[1e400, 9007199254740993, 0.1]',
  ];
  for (const text of texts) {
    test(text, () => {
      assert.deepEqual(parseJson(text).errors, []);
      assert.deepEqual(toValue(rootOf(text)), JSON.parse(text));
    });
    test(`${text}: every span holds the text of its node`, () => {
      for (const node of everyNode(rootOf(text))) {
        assert.deepEqual(toValue(node), JSON.parse(text.slice(node.offset, endOf(node))));
      }
    });
  }

  test('a property reaches from its key to the end of its value', () => {
    const text = '{ "a" : { "b" : 1 } , "c":[ 2 ]}';
    const root = rootOf(text);
    assert.ok(root.kind === 'object');
    const spans = root.properties.map((property) => text.slice(property.offset, endOf(property)));
    assert.deepEqual(spans, ['"a" : { "b" : 1 }', '"c":[ 2 ]']);
  });

  test('a byte order mark is white space', () => {
    const { root, errors } = parseJson('\uFEFF{"a":1}');
    assert.deepEqual([root?.offset, root?.length, errors], [1, 7, []]);
  });

  test('of the same key twice the last one counts', () => {
    const root = rootOf('{"a":1,"a":2}');
    assert.ok(root.kind === 'object');
    assert.equal(findProperty(root, 'a')?.value?.offset, 11);
    assert.equal(root.properties.length, 2);
  });
});

suite('broken JSON is a tree with holes', () => {
  const cases: readonly (readonly [text: string, value: unknown, errors: readonly string[]])[] = [
    ['', undefined, ['other at 0 ""']],
    [' \n', undefined, ['other at 0 " "']],
    ['nul', undefined, ['other at 0 "nul"']],
    ['{"a":}', { a: undefined }, ['other at 5 "}"']],
    ['{"a"}', { a: undefined }, ['other at 4 "}"']],
    ['{"a":,"b":1}', { a: undefined, b: 1 }, ['other at 5 ","']],
    ['{"a":1 "b":2}', { a: 1, b: 2 }, ['other at 7 "\\"b\\""']],
    ['{"a" 1,"b":2}', { a: undefined, b: 2 }, ['other at 5 "1"']],
    ['{a:1,"b":2}', { b: 2 }, ['other at 1 "a"']],
    ['{"a":tru,"b":2}', { a: undefined, b: 2 }, ['other at 5 "tru"']],
    ['[1,,2]', [1, 2], ['other at 3 ","']],
    ['[1 2]', [1, 2], ['other at 3 "2"']],
    ['[1,2', [1, 2], ['other at 3 "2"']],
    ['{"a":{"b":[1', { a: { b: [1] } }, ['other at 11 "1"']],
    ['{"a":[1},"b":2}', { a: [1, 'b'] }, ['other at 7 "}"', 'other at 12 ":"', 'other at 14 "}"']],
    ['{,"a":1}', { a: 1 }, ['other at 1 ","']],
    ['[,1]', [1], ['other at 1 ","']],
    ['{"a":1,,"b":2}', { a: 1, b: 2 }, ['other at 7 ","']],
    ['{"a\\n"}', { 'a\n': undefined }, ['other at 6 "}"']],
    ['{"a":1}}', { a: 1 }, ['other at 7 "}"']],
    ['{"a":1} {"b":2}', { a: 1 }, ['other at 8 "{"']],
    ['{"a":"open', { a: 'open' }, ['other at 5 "\\"open"', 'other at 9 "n"']],
    ['{"a":"open\n,"b":1}', { a: 'open', b: 1 }, ['other at 5 "\\"open"']],
    ['[1e,-,2]', [1, 2], ['other at 1 "1e"', 'other at 4 "-"']],
    ['"a\\u12b"', 'a', ['other at 0 "\\"a\\\\u12b\\""']],
    ['"a\\qb"', 'ab', ['other at 0 "\\"a\\\\qb\\""']],
    ['{"a":1,}', { a: 1 }, ['trailing-comma at 6 ","']],
    ['[1, ]', [1], ['trailing-comma at 2 ","']],
    ['[1, /* c */ ]', [1], ['trailing-comma at 2 ","', 'comment at 4 "/* c */"']],
    ['// a\n[1]', [1], ['comment at 0 "// a"']],
    ['[1] /* open', [1], ['comment at 4 "/* open"']],
    ['/* only */', undefined, ['comment at 0 "/* only */"', 'other at 9 "/"']],
  ];
  for (const [text, value, errors] of cases) {
    test(JSON.stringify(text), () => {
      const parsed = parseJson(text);
      assert.deepEqual(describe(text, parsed.errors), errors);
      assert.deepEqual(toValue(parsed.root), value);
    });
  }

  test('what is never closed reaches to the end, its properties too', () => {
    const text = '{"a":{"b":[1,{"c":2 ';
    for (const node of everyNode(rootOf(text))) {
      if (node.kind === 'object' || node.kind === 'array') assert.equal(endOf(node), text.length);
      if (node.kind === 'object') assert.equal(Math.max(...node.properties.map(endOf)) >= text.length - 1, true);
    }
  });
});

suite('depth', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  test(`${maximumDepth} levels are read`, () => {
    assert.deepEqual(parseJson(nested(maximumDepth)).errors, []);
  });

  test('one more is an error where it begins, and what stands around it is read', () => {
    const text = `{"a":${nested(maximumDepth)},"b":1}`;
    const { root, errors } = parseJson(text);
    assert.deepEqual(describe(text, errors), [`depth at ${5 + maximumDepth - 1} "["`]);
    assert.ok(root?.kind === 'object');
    assert.equal(findProperty(root, 'b')?.value?.offset, text.length - 2);
  });

  const hostile = {
    brackets: '['.repeat(100_000),
    'closed brackets': nested(100_000),
    objects: '{"a":'.repeat(100_000),
    'brackets that close nothing': '[},'.repeat(100_000),
    'braces that close nothing': '{"a":[}'.repeat(100_000),
    'brackets closed by braces': `${'['.repeat(100_000)}${'}'.repeat(100_000)}`,
    commas: `[${','.repeat(100_000)}`,
    words: 'a '.repeat(100_000),
    quotes: '"'.repeat(100_001),
  };
  for (const [name, text] of Object.entries(hostile)) {
    test(`${name}, a hundred thousand of them, are read without recursion`, () => {
      for (const error of parseJson(text).errors) assert.ok(error.offset >= 0 && endOf(error) <= text.length);
    });
  }
});
