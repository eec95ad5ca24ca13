import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCredentialField } from '#core/request/credentials';
import { createRedactor } from '#core/request/redact';

const secrets = [
  's3cret',
  'p"q\\uote',
  'a/b+c=d&e',
  'ünï çode',
  '<tag attr="x">',
  '100% sure',
  'x'.repeat(4000),
  '1234',
];

/** The encodings in which servers and tools repeat a value. */
const encodings: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  percent: encodeURIComponent,
  form: (value) => new URLSearchParams({ v: value }).toString().slice(2),
  base64: (value) => Buffer.from(value).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'base64 after one byte': (value) => Buffer.from(`u${value}`).toString('base64'),
  'base64 after two bytes': (value) => Buffer.from(`u:${value}`).toString('base64'),
  'base64 in the middle': (value) => Buffer.from(`user:${value}:more`).toString('base64'),
  hex: (value) => Buffer.from(value).toString('hex'),
  HEX: (value) => Buffer.from(value).toString('hex').toUpperCase(),
  json: (value) => JSON.stringify(value).slice(1, -1),
  'json in json': (value) => JSON.stringify(JSON.stringify(value)).slice(3, -3),
  xml: (value) =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'percent-encoded base64': (value) => encodeURIComponent(Buffer.from(value).toString('base64')),
  'json of a percent-encoded value': (value) => JSON.stringify(encodeURIComponent(value)).slice(1, -1),
};

/** What of the form would still tell the secret: all but the few characters at its ends that the neighbours share. */
function core(form: string): string {
  return form.length > 12 ? form.slice(4, -4) : form;
}

for (const [name, encode] of Object.entries(encodings)) {
  test(`no secret is left in ${name} form`, () => {
    for (const secret of secrets) {
      const form = encode(secret);
      const shown = createRedactor(secrets).text(`before ${form} after`);
      assert.match(shown, /••••/, `${secret.slice(0, 20)} as ${form.slice(0, 40)}`);
      assert.equal(shown.includes(core(form)), false, `${secret.slice(0, 20)} in ${shown.slice(0, 80)}`);
    }
  });
}

test('what is no secret stays, and values shorter than four characters are not searched for', () => {
  const { text: redact } = createRedactor(['abc', 's3cret']);
  assert.equal(redact('abc and more'), 'abc and more');
});

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
