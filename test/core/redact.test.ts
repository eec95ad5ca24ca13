import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCredentialField } from '#core/request/credentials';
import { createRedactor } from '#core/request/redact';

test('credential fields are hidden even where they are literal, and keep their scheme', () => {
  const fields = [
    ['Authorization', 'Bearer literal'],
    ['X-Api-Key', 'literal'],
    ['Set-Cookie', 'a=b'],
    ['Accept', 'text/plain'],
  ] as const;
  assert.deepEqual(createRedactor([]).fields(fields), [
    ['Authorization', 'Bearer ••••'],
    ['X-Api-Key', '••••'],
    ['Set-Cookie', '••••'],
    ['Accept', 'text/plain'],
  ]);
});

test('fields are known as credentials by the words of their names', () => {
  const credentials = [
    'Authorization ',
    'Ocp-Apim-Subscription-Key',
    'X-Auth',
    'X-Access-Key',
    'apikey',
    'X-Session',
    'X-CSRF-Token',
  ];
  for (const name of credentials) assert.equal(isCredentialField(name), true, name);
  for (const name of [
    'Accept',
    'X-Author',
    'Access-Control-Allow-Credentials',
    'Keep-Alive',
    'X-Monkey',
    'Content-Type',
  ])
    assert.equal(isCredentialField(name), false, name);
});
