import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type GivenEnvironmentValues, toEnvironmentValues } from '#core/request/environmentValues';

const files = {
  committed: new Map([['dev', new Map(Object.entries({ a: 'committed', b: 'committed', c: 'committed' }))]]),
  private: new Map([
    ['dev', new Map([['a', 'private']])],
    ['test', new Map([['z', 'private of test']])],
  ]),
};

function valuesOf(given: Readonly<Record<keyof GivenEnvironmentValues, object>>) {
  const maps = Object.entries(given).map(([kind, values]) => [kind, new Map(Object.entries(values))]);
  return toEnvironmentValues(files, 'dev', Object.fromEntries(maps));
}

describe('environment values', () => {
  test('win in this order: given, given as secrets, of the private file, stored, of the committed file', () => {
    const everywhere = { a: 'x', b: 'x', c: 'x' };
    const { find } = valuesOf({ values: {}, secrets: {}, stored: { a: 'stored', b: 'stored' } });
    assert.deepEqual(['a', 'b', 'c', 'd'].map(find), ['private', 'stored', 'committed', undefined]);
    const secrets = valuesOf({ values: {}, secrets: { a: 'secret' }, stored: everywhere });
    assert.equal(secrets.find('a'), 'secret');
    const values = valuesOf({ values: { a: '' }, secrets: everywhere, stored: everywhere });
    assert.equal(values.find('a'), '');
  });

  test('are secrets by where the one that counts comes from', () => {
    const { isSecret } = valuesOf({
      values: { given: 'x' },
      secrets: { given: 'x', 'from-env': 'true', url: 'https://h/x' },
      stored: { stored: 'x', switch: 'true', address: 'https://h/x', b: 'x' },
    });
    const names = ['given', 'from-env', 'url', 'stored', 'switch', 'address', 'a', 'b', 'c', 'nowhere'];
    const secret = names.filter(isSecret);
    assert.deepEqual(secret, ['from-env', 'url', 'stored', 'a', 'b']);
  });

  test('that are secret are all told, used or not, of whatever environment', () => {
    const { secretValues } = valuesOf({
      values: { a: 'given' },
      secrets: { s: 'true' },
      stored: { t: 'stored', u: 'false' },
    });
    assert.deepEqual([...secretValues].sort(), ['private', 'private of test', 'stored', 'true']);
  });
});
