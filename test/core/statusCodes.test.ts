import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { test } from 'node:test';
import { findStatusCode, reasonPhrase, statusClass, statusCodes } from '#core/request/statusCodes';

/** Older than RFC 9110, a joke, or no more than a draft: Node's own spelling of them counts for nothing. */
const others = new Set(['306', '413', '418', '422', '203', '509']);

test('every status code that Node knows has the same reason phrase', () => {
  for (const [code, reason] of Object.entries(STATUS_CODES)) {
    if (!others.has(code)) assert.equal(reasonPhrase(code)?.toLowerCase(), reason?.toLowerCase(), code);
  }
});

test('RFC 9110 renamed two, and leaves two without a use', () => {
  assert.equal(reasonPhrase('413'), 'Content Too Large');
  assert.equal(reasonPhrase('422'), 'Unprocessable Content');
  assert.equal(reasonPhrase('306'), undefined);
  assert.equal(reasonPhrase('418'), undefined);
});

test('each stands in the section of its class, or in another RFC', () => {
  for (const [code, { reference, meaning }] of statusCodes) {
    const family = statusClass(code);
    assert.ok(family !== undefined && meaning.length > 20 && !meaning.endsWith('.'), code);
    if (reference.rfc === 9110) assert.ok(reference.section.startsWith(`${family.reference.section}.`), code);
  }
});

test('what is no registered code is none', () => {
  assert.equal(findStatusCode('299'), undefined);
  assert.equal(findStatusCode('constructor'), undefined);
});
