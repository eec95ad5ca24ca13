import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readDocument } from '#core/model/document';
import { findPlaceAt } from '#core/place/findPlaceAt';
import { hasForm, ownerOf, type Place } from '#core/place/place';
import { keysIn } from '#core/place/scan';

/** What stands at the `|` of a text. */
function placeAt(marked: string): Place | undefined {
  return findPlaceAt(readDocument('a', marked.replace('|', '')), marked.indexOf('|'));
}

/** `value nodes.a.next`: what is wanted, and where. */
function wantedAt(marked: string): string {
  const place = placeAt(marked);
  return place === undefined ? 'nothing' : `${place.role} ${place.path.join('.')}`.trim();
}

suite('a cursor is told where it stands', () => {
  const wanted: readonly (readonly [text: string, wanted: string])[] = [
    ['|', 'value'],
    ['  |  ', 'value'],
    ['flo|', 'value'],
    ['{}|', 'nothing'],
    ['{} |', 'nothing'],
    ['{|', 'key'],
    ['{ "|" }', 'key'],
    ['{ "na|', 'key'],
    ['{ na| }', 'key'],
    ['{ "name"| }', 'nothing'],
    ['{ "name" | }', 'value name'],
    ['{ "name":| }', 'value name'],
    ['{ "name": | }', 'value name'],
    ['{ "name": "|" }', 'value name'],
    ['{ "name": "a"| }', 'nothing'],
    ['{ "name": "a" | }', 'key'],
    ['{ "name": "a", | }', 'key'],
    ['{ "name": "a",| }', 'key'],
    ['{ "version": 1| }', 'value version'],
    ['{ "nodes": { "a": { "next": | "x": 1 } } }', 'value nodes.a.next'],
    ['{ "nodes": { "a": { "next": |"x": 1 } } }', 'value nodes.a.next'],
    ['{ "nodes": { "a": { "next": "x|": 1 } } }', 'key nodes.a'],
    ['{ "nodes": { "a": { "endpoint": \n "results": { "200": "|" } } } }', 'value nodes.a.results.200'],
    ['{ "nodes": { "a": { "endpoint": \n "results": { "200": "b" }, | } } }', 'key nodes.a'],
    ['{ "nodes": { "a": { "endpoint": \n "results": {} }, "b": { "next": "|" } } }', 'value nodes.b.next'],
    ['{ "nodes": { "a": { "next": "\n }, "b": { "next": "| } } }', 'value nodes.b.next'],
    ['{ "nodes": { "a": {} "b": { "next": | } } }', 'value nodes.b.next'],
    ['{ "nodes": { "a": { "text": "x" "next": | } } }', 'value nodes.a.next'],
    ['{ "nodes": { "a": { "next": | { "flow": "b" } } } }', 'nothing'],
    ['{ "nodes": { "a": { "next":| "b" } } }', 'nothing'],
    ['{ "version":| 1 }', 'nothing'],
    ['{ "imports": [|] }', 'value imports.0'],
    ['{ "imports": ["a", |] }', 'value imports.1'],
    ['{ "imports": ["a" |] }', 'value imports.1'],
    ['{ "imports": ["a"|] }', 'nothing'],
    ['{ "imports": ["a", "b|"] }', 'value imports.1'],
    ['{ "imports": ["a", "b", "c", {"d": [1, 2, |]}] }', 'value imports.3.d.2'],
    ['{ "a": [ [], {"b": | } ] }', 'value a.1.b'],
    ['{ "a": 1, // | \n }', 'nothing'],
    ['{ "a": 1, /* | */ }', 'nothing'],
    ['{ "a": 1, /* x */ | }', 'key'],
    ['{ "a": 1, /* x */| }', 'key'],
    ['{ "a": 1, /* x | "b": 2 }', 'nothing'],
    ['{ "a": 1, // x\n| }', 'key'],
    ['{ "a": 1, // x|', 'nothing'],
    ['{ "a\\"b": { "c": "|" } }', 'value a"b.c'],
    ['{ } } | ', 'nothing'],
    ['{ "a": [ } , "b": | }', 'nothing'],
  ];
  for (const [text, expected] of wanted) {
    test(JSON.stringify(text), () => assert.equal(wantedAt(text), expected));
  }
});

test('what is typed there is replaced, with its quotes, and no more', () => {
  const replaced = (marked: string) => {
    const { span, quote, typed } = placeAt(marked)?.token ?? assert.fail(marked);
    const text = marked.replace('|', '');
    return [text.slice(span.offset, span.offset + span.length), quote, typed];
  };
  assert.deepEqual(replaced('{ "next": "sh|ow" }'), ['"show"', 'closed', 'sh']);
  assert.deepEqual(replaced('{ "next": sh| }'), ['sh', 'none', 'sh']);
  assert.deepEqual(replaced('{ "next": sh|ow", "text": "x" }'), ['show"', 'none', 'sh']);
  assert.deepEqual(replaced('{ sh|ow": "x" }'), ['show"', 'none', 'sh']);
  assert.deepEqual(replaced('{ "next": sh|ow"\n}'), ['show"', 'none', 'sh']);
  assert.deepEqual(replaced('{ "next": sh|"text": "x" }'), ['sh', 'none', 'sh']);
  assert.deepEqual(replaced('{ "next": | }'), ['', 'none', '']);
  assert.deepEqual(replaced('{ "next": "sh| }'), ['"sh', 'open', 'sh']);
  assert.deepEqual(replaced('{ "next": "sh|ow }'), ['"show', 'open', 'sh']);
  assert.deepEqual(replaced('{ "next": "sh|, "text": "x" }'), ['"sh', 'open', 'sh']);
  assert.deepEqual(replaced('{ "next": "|\n}'), ['"', 'open', '']);
  assert.deepEqual(replaced('{ "next": "a\\u00e9\\"|" }'), ['"a\\u00e9\\""', 'closed', 'aé"']);
  assert.deepEqual(replaced('{ "|text": 1 }'), ['"text"', 'closed', '']);
});

test('it is told what has to come along', () => {
  const lacks = (marked: string) => {
    const found = placeAt(marked)?.lacks ?? assert.fail(marked);
    return Object.entries(found).flatMap(([name, value]) => (value === false || value === undefined ? [] : [name]));
  };
  assert.deepEqual(lacks('{ "a": 1 | }'), ['commaBefore', 'valueAfter']);
  assert.deepEqual(lacks('{ "a": 1 | "b": 2 }'), ['commaBefore', 'valueAfter', 'commaAfter']);
  assert.deepEqual(lacks('{ "a": 1, | "b": 2 }'), ['valueAfter', 'commaAfter']);
  assert.deepEqual(lacks('{ "a": 1, | , "b": 2 }'), ['valueAfter']);
  assert.deepEqual(lacks('{ "a|": 1 }'), []);
  assert.deepEqual(lacks('{ "a": |\n"b": 1 }'), ['commaAfter']);
  assert.deepEqual(lacks('{ "a" | }'), ['colonBefore']);
  assert.deepEqual(lacks('{ "a": "|" }'), []);
  assert.deepEqual(lacks('{ "a": "|" "b": 1 }'), ['commaAfter']);
  assert.deepEqual(lacks('[1 | 2]'), ['commaBefore', 'commaAfter']);
  assert.deepEqual(lacks('[{} | {}]'), ['commaBefore', 'commaAfter']);
});

test('a placeholder is known from its opening brackets on', () => {
  const partial = (marked: string) => {
    const placeholder = placeAt(marked)?.placeholder;
    if (placeholder === undefined) return undefined;
    const text = marked.replace('|', '');
    const { kind, typed, span } = placeholder;
    return [kind, typed, text.slice(span.offset, span.offset + span.length)];
  };
  assert.deepEqual(partial('{ "text": "[[|" }'), ['session', '', '']);
  assert.deepEqual(partial('{ "text": "Hello [[na|me]]!" }'), ['session', 'na', 'name]]']);
  assert.deepEqual(partial('{ "text": "Hello [[na| and [[more]]" }'), ['session', 'na', 'na']);
  assert.deepEqual(partial('{ "text": "[[a]] [[lower:[[na|]]]]" }'), ['session', 'na', 'na]]']);
  assert.deepEqual(partial('{ "text": "[[orders:it|]" }'), ['session', 'orders:it', 'orders:it]']);
  assert.deepEqual(partial('{ "text": "[[a]]|" }'), undefined);
  assert.deepEqual(partial('{ "text": "[[a, b|" }'), undefined);
  assert.deepEqual(partial('{ "text": "\\"[[caf\\u00e9 n|" }'), ['session', 'café n', 'caf\\u00e9 n']);
  assert.deepEqual(partial('{ "url": "{{|}}/x" }'), ['environment', '', '}}']);
  assert.deepEqual(partial('{ "url": "{{ord|'), ['environment', 'ord', 'ord']);
  assert.deepEqual(partial('{ "url": "{{a b|" }'), undefined);
  assert.deepEqual(partial('{ "url": "{{a}}|" }'), undefined);
  assert.deepEqual(partial('{ "url": [[| }'), undefined);
});

test('keys beside are known, also where a value is missing', () => {
  const text = '{ "a": "endpoint": "x", b: { "c": [ { "d": 1 } ] }, "e" }';
  assert.deepEqual(keysIn(text, 0, -1), ['a', 'endpoint', 'b']);
  assert.deepEqual(keysIn(text, 0, text.indexOf('"endpoint"')), ['a', 'b']);
});

test('a place belongs to an endpoint, a node or the flow', () => {
  assert.deepEqual(ownerOf({ path: ['nodes', 'a', 'next'] }), { kind: 'node', name: 'a' });
  assert.deepEqual(ownerOf({ path: ['endpoints', 'b'] }), { kind: 'endpoint', name: 'b' });
  assert.deepEqual(ownerOf({ path: ['nodes'] }), undefined);
  assert.deepEqual(ownerOf({ path: ['imports', '0'] }), undefined);
  assert.equal(hasForm(['nodes', 'a', 'next'], 'nodes.*.next'), true);
  assert.equal(hasForm(['nodes', 'a.b', 'body', '0', 'x'], 'nodes.*.body.**'), true);
  assert.equal(hasForm(['nodes', 'a'], 'nodes.*.next'), false);
  assert.equal(hasForm([], ''), true);
});

test('no text and no cursor is too odd, and none takes long', () => {
  const texts = [
    '{"a":['.repeat(300),
    '['.repeat(100_000),
    '"'.repeat(999),
    '{"a":"\\',
    '{"a":"\\u00',
    `{"a": ${'/'.repeat(99)}`,
    `{"a": ${'/'.repeat(100_000)}\n`,
    `{"a": 1, ${'/* '.repeat(50_000)}`,
    `{"a": 1, ${'/* '.repeat(50_000)}*/\n`,
    `${'{'.repeat(50_000)}${']'.repeat(50_000)}`,
  ];
  for (const text of texts) {
    const document = readDocument('a', text);
    const step = Math.max(1, Math.floor(text.length / 50));
    for (let offset = 0; offset <= text.length; offset += step) findPlaceAt(document, offset);
  }
});
