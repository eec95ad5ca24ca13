import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findNearest } from '#core/model/nearest';

suite('the nearest word', () => {
  const candidates = ['orders', 'order-items', 'end', 'Welcome', 'a'];
  const cases: readonly (readonly [word: string, nearest: string | undefined])[] = [
    ['orders', 'orders'],
    ['order', 'orders'],
    ['odrers', 'orders'],
    ['ordrs', 'orders'],
    ['oorders', 'orders'],
    ['ORDERS', 'orders'],
    ['welcome', 'Welcome'],
    ['wellcom', 'Welcome'],
    ['order-itmes', 'order-items'],
    ['ende', 'end'],
    ['dne', undefined],
    ['A', 'a'],
    ['b', undefined],
    ['', undefined],
    ['something else', undefined],
  ];
  for (const [word, nearest] of cases) {
    test(`${JSON.stringify(word)}: ${nearest}`, () => assert.equal(findNearest(word, candidates), nearest));
  }
  test('of two as near the first', () => assert.equal(findNearest('abcx', ['abcd', 'abce']), 'abcd'));
  test('a nearer one that comes later', () => assert.equal(findNearest('abcdefx', ['abcdyyx', 'abcdefg']), 'abcdefg'));
  test('among none', () => assert.equal(findNearest('abc', []), undefined));
  test('asks for candidates as they come', () => assert.equal(findNearest('end', new Set(['end']).values()), 'end'));
});
