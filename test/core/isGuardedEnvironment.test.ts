import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isGuardedEnvironment } from '#core/model/isGuardedEnvironment';

const patterns = ['*prod*', 'live'];

test('a guarded environment matches a pattern as a whole, in any case', () => {
  for (const name of ['prod', 'eu-PROD-2', 'preprod', 'LIVE'])
    assert.equal(isGuardedEnvironment(name, patterns), true, name);
  for (const name of ['dev', 'alive', 'live2', '']) assert.equal(isGuardedEnvironment(name, patterns), false, name);
  assert.equal(isGuardedEnvironment(null, ['*']), false);
});

test('only the star of a pattern is special', () => {
  assert.equal(isGuardedEnvironment('a.b', ['a.b']), true);
  assert.equal(isGuardedEnvironment('axb', ['a.b']), false);
  assert.equal(isGuardedEnvironment('a(b', ['a(*']), true);
});
