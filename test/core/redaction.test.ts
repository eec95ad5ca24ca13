import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedactor, redacted } from '#core/request/redact';
import { createRandom } from '../support/random';
import { contentEncoders, coreOf, encoders, encodeSome, keyOf, secretShapes } from '../support/secrets';

/** Texts around a form, none of which has anything to do with it. */
const surroundings: readonly (readonly [name: string, before: string, after: string])[] = [
  ['a JSON document', '{"id":17,"note":"50% of \\"all\\" \\u00e9","echo":"', '","more":[1,2,{"a":"b & c"}]}'],
  ['a URL', 'https://example.com/a%20path/x?first=1&second=%E2%82%AC&value=', '&last=2#end'],
  ['an XML attribute', '<?xml version="1.0"?><order id="1"><item note="a &amp; b &#8364;" value="', '"/>text</order>'],
  ['a field', 'Bearer realm="example", title="x; y", echo=', ', other'],
  ['HTML', '<p class="a b">Caf&eacute; &mdash; <b>value:</b> ', ' </p><script>var a = "\\x3c";</script>'],
  ['nothing', '', ''],
];

function expectHidden(secret: string, form: string, place: string, redact: (text: string) => string): void {
  const places = form.length < 1000 ? surroundings : surroundings.slice(0, 1);
  for (const [name, before, after] of places) {
    const shown = redact(before + form + after);
    const where = `${JSON.stringify(secret.slice(0, 30))} ${place} in ${name}`;
    assert.ok(
      shown.startsWith(before) && shown.endsWith(after),
      `${where}: what is around it stays: ${shown.slice(0, 300)}`,
    );
    const core = shown.slice(before.length, shown.length - after.length);
    assert.ok(core.includes(redacted), `${where}: ${core.slice(0, 100)}`);
    assert.ok(!core.includes(coreOf(form)), `${where}: ${core.slice(0, 100)}`);
    assert.equal(redact(shown), shown, `${where}: a second time changes nothing`);
  }
}

for (const [shape, secret] of Object.entries(secretShapes)) {
  test(`a secret with ${shape} is found in every encoding, and in every encoding of that`, () => {
    const { text: redact } = createRedactor([secret]);
    for (const [outerName, outer] of Object.entries(encoders))
      for (const [innerName, inner] of Object.entries(encoders))
        expectHidden(secret, outer(inner(secret)), `as ${outerName} of ${innerName}`, redact);
    for (const [name, encode] of Object.entries(contentEncoders)) expectHidden(secret, encode(secret), name, redact);
  });
}

test('escapes of some characters, in any of their ways, hide nothing, within one another and within base64', () => {
  const random = createRandom('escapes');
  const some = Object.entries(encodeSome(random));
  const around = [...some, ['base64', encoders.base64], ['hex', encoders.hex]] as const;
  for (let round = 0; round < 500; round++) {
    const [shape, value] = Object.entries(secretShapes)[random(Object.keys(secretShapes).length)] ?? [];
    const secret = value === undefined || value.length > 1000 ? keyOf(4 + random(60), `${round}`) : value;
    const [inner = '', encodeInner = String] = some[random(some.length)] ?? [];
    const [outer = '', encodeOuter = String] = around[random(around.length)] ?? [];
    const { text: redact } = createRedactor([secret, keyOf(20, `other ${round}`)]);
    expectHidden(secret, encodeOuter(encodeInner(secret)), `(${shape}) as some ${outer} of some ${inner}`, redact);
  }
});

test('secrets that overlap or hold one another leave nothing', () => {
  const { text: redact } = createRedactor(['abcdefgh', 'efghijkl', 'cdef', 'ghij']);
  assert.equal(redact('<abcdefghijkl>'), '<••••>');
  assert.equal(redact('<abcdefgh ghij xcdefx>'), '<•••• •••• x••••x>');
  assert.equal(createRedactor(['aaaa']).text('<aaaaaaaaaaa>'), '<••••>');
});

test('a secret is hidden as a host, a field name and a path have it', () => {
  const { text: redact } = createRedactor(['S3cret-Key', 'pässwörd', 'C:\\keys\\main']);
  assert.equal(redact('no address found for s3cret-key.invalid'), 'no address found for ••••.invalid');
  assert.equal(redact(new URL('http://pässwörd.invalid/').href), 'http://••••.invalid/');
  assert.equal(redact(new URL('http://a.invalid/C:\\keys\\main').href), 'http://a.invalid/••••');
});

test('a text without a secret stays as it is, and so does what only looks like one', () => {
  const secrets = Object.values(secretShapes);
  const { text: redact, holds } = createRedactor(secrets);
  const words = ['x7q4', '4815162', 's3cr3tK3', 'first line\nsecond', 'abc'];
  for (const [, before, after] of surroundings) {
    for (const word of words)
      for (const encode of Object.values(encoders)) {
        const text = before + encode(word) + after;
        assert.equal(redact(text), text);
        assert.equal(holds(text), false);
      }
  }
});

test('values shorter than four characters are not searched for', () => {
  const { text: redact, longest } = createRedactor(['abc', 'é', '']);
  assert.equal(redact('abc é'), 'abc é');
  assert.equal(longest, 0);
});

test('the beginning of a text shows no part of a secret: neither over the end that is shown, nor where the text breaks off', () => {
  const { beginning } = createRedactor(['s3cr3t-value', 'other']);
  assert.equal(beginning('a s3cr3t-value b', 4), 'a ••••');
  assert.equal(beginning('a s3cr3t-value b', 2), 'a ');
  assert.equal(beginning('a s3cr3t-value b', 15), 'a •••• ');
  assert.equal(beginning('a s3cr3t-v', 100), 'a ••••');
  assert.equal(beginning('a s3cr3t%2Dv', 100), 'a ••••');
  assert.equal(
    beginning(`a ${Buffer.from('user:s3cr3t-v').toString('base64').slice(0, -4)}`, 100).includes('czNjc'),
    false,
  );
  assert.equal(beginning('🔑🔑', 1), '');
  assert.equal(beginning('a secret', 4), 'a se');
});

test('the longest form is as long as it says', () => {
  for (const [shape, secret] of Object.entries(secretShapes)) {
    const { longest } = createRedactor([secret]);
    for (const outer of Object.values(encoders))
      for (const inner of Object.values(encoders)) assert.ok(outer(inner(secret)).length <= longest, shape);
  }
});

test('a text costs time by its length, whatever it and the secrets hold', () => {
  const secrets = [...Object.values(secretShapes), 'x'.repeat(4000), `${'x'.repeat(3999)}y`];
  const { text: redact } = createRedactor(secrets);
  const units = [
    '%',
    '%25',
    '%5C',
    '\\',
    '\\"',
    '&',
    '&#',
    '&amp;',
    '\\u005c',
    'x',
    '4815162',
    ' ',
    'QUJD',
    '6b37',
    '\n',
  ];
  const secondsFor = (unit: string, length: number): number => {
    const text = unit.repeat(length / unit.length);
    const { user } = process.cpuUsage();
    redact(text);
    return (process.cpuUsage().user - user) / 1e6;
  };
  for (const unit of units) secondsFor(unit, 1 << 16);
  // Were it quadratic, each of these would take minutes.
  for (const unit of units) assert.ok(secondsFor(unit, 1 << 20) < 2, unit);
});
