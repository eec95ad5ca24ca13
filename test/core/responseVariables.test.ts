import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { maxVariables, responseVariables } from '#core/response/responseVariables';
import type { Tree } from '#core/response/tree';

const answer: Tree = { order: { id: 7, paid: true, note: null, items: [{ sku: 'x' }, { sku: 'y' }] } };

suite('response variables', () => {
  test('names are paths, positions count from 1, in document order', () => {
    const { variables, reason } = responseVariables(answer, undefined, 'orders');
    assert.equal(reason, undefined);
    assert.deepEqual(
      [...variables],
      [
        ['orders:order.id', 7],
        ['orders:order.paid', true],
        ['orders:order.note', null],
        ['orders:order.items.1.sku', 'x'],
        ['orders:order.items.2.sku', 'y'],
      ],
    );
  });

  test('the content of the base element stands at the top', () => {
    const names = [...responseVariables(answer, '$.order.items[1]', 'get').variables];
    assert.deepEqual(names, [['get:sku', 'y']]);
    assert.deepEqual([...responseVariables([[1]], undefined, 'p').variables], [['p:1.1', 1]]);
  });

  test('a base element that is a single value keeps its name', () => {
    assert.deepEqual([...responseVariables(answer, '$.order.id', 'orders').variables], [['orders:id', 7]]);
  });

  test('a base element that finds nothing gives none, with the reason', () => {
    const { variables, reason } = responseVariables(answer, '$.parcel', 'orders');
    assert.equal(variables.size, 0);
    assert.equal(reason, 'no variables, as "$.parcel" finds nothing in the answer');
  });

  test('an answer that is a single value has no name to give', () => {
    const { variables, reason } = responseVariables('ok', undefined, 'orders');
    assert.equal(variables.size, 0);
    assert.match(reason ?? '', /single value without a name/);
  });

  test('no more than the limit, which the reason tells', () => {
    const exact = Array.from({ length: maxVariables }, () => 1);
    assert.deepEqual(responseVariables(exact, undefined, 'p').reason, undefined);
    const { variables, reason } = responseVariables([...exact, 1], undefined, 'p');
    assert.equal(variables.size, maxVariables);
    assert.equal(reason, 'only 10000 variables are kept');
  });

  test('any depth is read without recursion, too long names are left out', () => {
    const deep: Tree = JSON.parse(`${'['.repeat(200_000)}1${']'.repeat(200_000)}`);
    const { variables, reason } = responseVariables({ deep, flat: 2 }, undefined, 'p');
    assert.deepEqual([...variables], [['p:flat', 2]]);
    assert.match(reason ?? '', /names over 1000 characters/);
  });

  test('a member named __proto__ is a variable like any other', () => {
    const { variables } = responseVariables(JSON.parse('{"__proto__":{"a":1}}'), undefined, 'p');
    assert.deepEqual([...variables], [['p:__proto__.a', 1]]);
  });
});
