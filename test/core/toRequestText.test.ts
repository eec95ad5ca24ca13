import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toRequestText } from '#core/request/toRequestText';

const request = {
  method: 'POST',
  url: 'https://api.example.com/orders',
  headers: [['Accept', 'text/xml']],
  body: '<a/>',
} as const;

test('a request is its request line, its fields, an empty line and its content', () => {
  assert.equal(
    toRequestText({ request, missing: [], notes: [] }),
    'POST https://api.example.com/orders\nAccept: text/xml\n\n<a/>\n',
  );
});

test('what is missing and what is worth a look stands on top', () => {
  const text = toRequestText({ request: { ...request, body: null }, missing: ['[[orderId]]'], notes: ['Look'] });
  assert.equal(text, '# No value for [[orderId]]\n# Look\n\nPOST https://api.example.com/orders\nAccept: text/xml\n');
});
