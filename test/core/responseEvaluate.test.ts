import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { evaluate } from '#core/response/evaluate';
import { evaluateContent } from '#core/response/evaluateContent';
import type { Tree } from '#core/response/tree';

const tree: Tree = {
  status: 'shipped',
  count: 1e21,
  zero: -0,
  rate: 0.1,
  open: false,
  none: null,
  order: { id: 'A' },
  items: [{ sku: 'x' }, { sku: 'y' }],
};

suite('the value of an element validation', () => {
  const values = [
    ['$.status', 'shipped'],
    ['$.count', '1e+21'],
    ['$.zero', '0'],
    ['$.rate', '0.1'],
    ['$.open', 'false'],
    ['$.items[1].sku', 'y'],
    ["$.items[?@.sku=='x'].sku", 'x'],
    ['$[?@==0.1]', '0.1'],
    ['$[?@==0.01E1]', '0.1'],
  ] as const;
  for (const [path, value] of values) test(path, () => assert.deepEqual(evaluate(tree, path), { value }));
});

suite('no value', () => {
  const reasons = [
    ['$.state', '"$.state" finds nothing in the answer'],
    ['$.none', '"$.none" finds null in the answer'],
    ['$.order', '"$.order" finds an object in the answer, not a single value'],
    ['$.items', '"$.items" finds a list in the answer, not a single value'],
    ['$.order-id', `"$.order-id" is no valid JSONPath (a name with a hyphen stands in brackets, as ['order-id'])`],
    ['$..sku', '"$..sku" finds more than one value in the answer'],
  ] as const;
  for (const [path, reason] of reasons) test(path, () => assert.deepEqual(evaluate(tree, path), { reason }));

  test('a path that is none', () => {
    const evaluated = evaluate(tree, '$.a[');
    assert.ok('reason' in evaluated);
    assert.match(evaluated.reason, /^"\$\.a\[" is no valid JSONPath \(/);
  });

  test('an answer deeper than the search', () => {
    const deep: Tree = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    assert.deepEqual(evaluate(deep, '$..x'), { reason: 'the answer is nested too deeply for "$..x"' });
  });

  test('a list of a million entries', () => {
    const long: Tree = Array.from({ length: 1_000_000 }, (_, index) => index);
    assert.deepEqual(evaluate(long, '$[*]'), { reason: '"$[*]" finds more than one value in the answer' });
    assert.deepEqual(evaluate(long, '$[999999]'), { value: '999999' });
  });
});

suite('a whole content', () => {
  const job = {
    bytes: Buffer.from('{"order":{"status":"lost"}}'),
    contentType: 'application/json; charset=nope',
    elementValidation: '$.order.status',
    baseElement: '$.order',
    prefix: 'orders',
  };

  test('gives value, variables and notes', () => {
    assert.deepEqual(evaluateContent(job), {
      value: 'lost',
      reason: undefined,
      variables: [['orders:status', 'lost']],
      isWhole: true,
      notes: ['the charset "nope" is unknown, read as UTF-8'],
    });
  });

  test('a content that is no tree is a reason only where a value was asked for', () => {
    const asked = { ...job, bytes: Buffer.from('sorry'), contentType: 'text/plain' };
    assert.equal(evaluateContent(asked).reason, 'the answer is neither JSON nor XML');
    assert.equal(evaluateContent({ ...asked, elementValidation: undefined }).reason, undefined);
  });

  test('variables without a value being asked for', () => {
    const { value, variables } = evaluateContent({ ...job, elementValidation: undefined, baseElement: undefined });
    assert.deepEqual({ value, variables }, { value: undefined, variables: [['orders:order.status', 'lost']] });
  });
});
