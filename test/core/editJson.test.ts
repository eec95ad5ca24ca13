import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits, type Edit, overlaps } from '#core/syntax/edit';
import { addProperties, type NewValue, removeEntry, renameKey, replaceValue, toNewValue } from '#core/syntax/editJson';
import { parseJson } from '#core/syntax/parseJson';
import { findProperty, type JsonArray, type JsonNode, type JsonObject } from '#core/syntax/tree';

/** The value that a way of keys leads to. */
function at(text: string, ...keys: readonly string[]): JsonNode {
  let node = parseJson(text).root;
  for (const key of keys) node = node?.kind === 'object' ? findProperty(node, key)?.value : undefined;
  return node ?? assert.fail(`there is no ${keys.join('.')}`);
}

function objectAt(text: string, ...keys: readonly string[]): JsonObject {
  const node = at(text, ...keys);
  return node.kind === 'object' ? node : assert.fail(`${keys.join('.')} is an object`);
}

function added(text: string, entries: Readonly<Record<string, NewValue>>, ...keys: readonly string[]): string {
  const edit = addProperties(text, objectAt(text, ...keys), Object.entries(entries));
  return edit === undefined ? assert.fail('it can be added to') : applyEdits(text, [edit]);
}

function lines(...content: readonly string[]): string {
  return content.join('\n');
}

suite('adding properties', () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    ['to one line', '{ "b": 1 }', '{ "b": 1, "n": 1, "m": [1, "2"] }'],
    ['to one line without spaces', '{"b":1}', '{"b":1, "n": 1, "m": [1, "2"]}'],
    ['to an empty object of one line', '{}', '{ "n": 1, "m": [1, "2"] }'],
    ['to an empty object with space in it', '{  }', '{ "n": 1, "m": [1, "2"] }'],
    ['to many lines', '{\n  "b": 1\n}\n', '{\n  "b": 1,\n  "n": 1,\n  "m": [1, "2"]\n}\n'],
    ['with tabs', '{\n\t"b": 1\n}', '{\n\t"b": 1,\n\t"n": 1,\n\t"m": [1, "2"]\n}'],
    ['with CRLF', '{\r\n    "b": 1\r\n}', '{\r\n    "b": 1,\r\n    "n": 1,\r\n    "m": [1, "2"]\r\n}'],
    [
      'behind a list of many lines',
      '{\n  "b": [\n    1\n  ]\n}',
      '{\n  "b": [\n    1\n  ],\n  "n": 1,\n  "m": [1, "2"]\n}',
    ],
    ['before a trailing comma', '{ "b": 1, }', '{ "b": 1, "n": 1, "m": [1, "2"], }'],
  ];
  for (const [name, before, after] of cases) {
    test(name, () => assert.equal(added(before, { n: 1, m: [1, '2'] }), after));
  }

  const nested = lines('{', '  "a": { "b": {} },', '  "c": {', '    "d": {}', '  },', '  "e": {', '  }', '}');
  test('to an object on one line of a text of many', () => {
    assert.equal(added(nested, { n: 1 }, 'a'), nested.replace('"b": {} }', '"b": {}, "n": 1 }'));
    assert.equal(added(nested, { n: 1 }, 'a', 'b'), nested.replace('"b": {}', '"b": { "n": 1 }'));
  });
  test('to an empty object on a line of its own', () => {
    assert.equal(added(nested, { n: 1 }, 'c', 'd'), nested.replace('"d": {}', '"d": {\n      "n": 1\n    }'));
    assert.equal(added(nested, { n: 1 }, 'e'), nested.replace('"e": {\n  }', '"e": {\n    "n": 1\n  }'));
  });

  test('objects in objects are written on lines of their own, in the indentation of the text', () => {
    const value = { type: 'end', deep: { a: { b: 1 }, c: {} } };
    assert.equal(
      added('{\n\t"b": 1\n}', { n: value }),
      lines(
        '{',
        '\t"b": 1,',
        '\t"n": {',
        '\t\t"type": "end",',
        '\t\t"deep": {',
        '\t\t\t"a": { "b": 1 },',
        '\t\t\t"c": {}',
        '\t\t}',
        '\t}',
        '}',
      ),
    );
    assert.equal(
      added('{ "b": 1 }', { n: value }),
      '{ "b": 1, "n": { "type": "end", "deep": { "a": { "b": 1 }, "c": {} } } }',
    );
  });

  test('keys and values are escaped', () => {
    assert.deepEqual(JSON.parse(added('{}', { 'a"\n': '\u0000"', __proto__: 1, '': null })), {
      'a"\n': '\u0000"',
      '': null,
    });
    const edit = addProperties('{}', objectAt('{}'), [['__proto__', { constructor: true }]]);
    assert.equal(edit?.newText, ' "__proto__": { "constructor": true } ');
  });

  test('is refused where the object is not closed, or its last entry has no value', () => {
    for (const text of ['{ "a": 1', '{ "a": }', '{ "a": 1, "b" }', '{']) {
      assert.equal(addProperties(text, objectAt(text), [['n', 1]]), undefined, text);
    }
  });
});

suite('removing an entry', () => {
  const removed = (text: string, index: number): string => {
    const container = at(text) as JsonObject | JsonArray;
    const entries = container.kind === 'object' ? container.properties : container.items;
    const entry = entries[index] ?? assert.fail(`there is no entry ${index}`);
    return applyEdits(text, [removeEntry(text, container, entry)]);
  };
  const cases: readonly (readonly [text: string, index: number, after: string])[] = [
    ['{ "a": 1, "b": 2, "c": 3 }', 0, '{ "b": 2, "c": 3 }'],
    ['{ "a": 1, "b": 2, "c": 3 }', 1, '{ "a": 1, "c": 3 }'],
    ['{ "a": 1, "b": 2, "c": 3 }', 2, '{ "a": 1, "b": 2 }'],
    ['{ "a": 1 }', 0, '{}'],
    ['[ 1, [ 2 ], 3 ]', 1, '[ 1, 3 ]'],
    ['[1]', 0, '[]'],
    ['{\n  "a": 1,\n  "b": 2\n}', 0, '{\n  "b": 2\n}'],
    ['{\n  "a": 1,\n  "b": 2\n}', 1, '{\n  "a": 1\n}'],
    ['{\r\n\t"a": {\r\n\t\t"x": 1\r\n\t},\r\n\t"b": 2\r\n}', 0, '{\r\n\t"b": 2\r\n}'],
    ['{\n  "a": 1\n}', 0, '{}'],
    ['{ "a": 1', 0, '{'],
  ];
  for (const [text, index, after] of cases) {
    test(`${index} of ${JSON.stringify(text)}`, () => assert.equal(removed(text, index), after));
  }
});

test('a key is renamed and a value replaced without touching what stands around them', () => {
  const text = '{\n  "a" :\t[ 1 ]\n}';
  const [property] = objectAt(text).properties;
  assert.ok(property?.value);
  assert.equal(applyEdits(text, [renameKey(property, 'b"')]), '{\n  "b\\"" :\t[ 1 ]\n}');
  assert.equal(applyEdits(text, [replaceValue(property.value, { c: ['d'] })]), '{\n  "a" :\t{ "c": ["d"] }\n}');
});

test('a part of the tree becomes the value it stands for, holes null, duplicates once', () => {
  assert.deepEqual(toNewValue(at('{"a":[1,{"b":null}],"c":1,"c":2,"d":}')), { a: [1, { b: null }], c: 2, d: null });
});

suite('edits', () => {
  const edit = (offset: number, length: number, newText: string): Edit => ({ span: { offset, length }, newText });

  test('are applied in any order', () => {
    const edits = [edit(4, 1, 'E'), edit(0, 2, ''), edit(3, 0, '+'), edit(6, 0, '!')];
    assert.equal(applyEdits('abcdef', edits), 'c+dEf!');
    assert.equal(applyEdits('abcdef', [...edits].reverse()), 'c+dEf!');
  });
  test('inserting twice at one place keeps the order', () => {
    assert.equal(applyEdits('ab', [edit(1, 0, '1'), edit(1, 0, '2')]), 'a12b');
  });
  test('none of them changes nothing', () => assert.equal(applyEdits('ab', []), 'ab'));

  const pairs: readonly (readonly [Edit, Edit, boolean])[] = [
    [edit(0, 2, ''), edit(2, 2, ''), false],
    [edit(0, 3, ''), edit(2, 2, ''), true],
    [edit(0, 4, ''), edit(1, 1, ''), true],
    [edit(1, 0, 'a'), edit(1, 0, 'b'), true],
    [edit(0, 2, ''), edit(1, 0, 'b'), true],
    [edit(0, 2, ''), edit(2, 0, 'b'), false],
  ];
  for (const [a, b, expected] of pairs) {
    test(`${JSON.stringify(a.span)} and ${JSON.stringify(b.span)} ${expected ? 'overlap' : 'do not overlap'}`, () => {
      assert.deepEqual([overlaps(a, b), overlaps(b, a)], [expected, expected]);
    });
  }
});
