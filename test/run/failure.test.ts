import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { toFailure } from '../../server/src/run/failure';

const place = { target: { host: 'example.test', authority: 'example.test:80' }, stage: 'first byte' };
const errorOf = (code: string, more: object = {}) => Object.assign(new Error('text'), { code }, more);

suite('a failure by its code', () => {
  const failures = [
    ['ECONNREFUSED', 'refused', 'connection refused by example.test:80'],
    ['EHOSTUNREACH', 'refused', 'no route to example.test:80'],
    ['ENETUNREACH', 'refused', 'no route to example.test:80'],
    ['EACCES', 'refused', 'this machine allows no connection to example.test:80'],
    ['ETIMEDOUT', 'timeout', 'no answer from example.test:80 (first byte)'],
    ['ENOTFOUND', 'dns', 'no address found for example.test'],
    ['EAI_FAIL', 'dns', 'no address found for example.test'],
    ['EAI_AGAIN', 'dns', 'the name server gave no answer for example.test'],
    ['ECONNRESET', 'reset', 'connection closed by example.test:80 (first byte)'],
    ['EPIPE', 'reset', 'connection closed by example.test:80 (first byte)'],
    ['UND_ERR_SOCKET', 'reset', 'connection closed by example.test:80 (first byte)'],
    ['UND_ERR_HEADERS_OVERFLOW', 'protocol', 'the head of the answer of example.test:80 is over 256 KiB'],
    ['UND_ERR_INVALID_ARG', 'protocol', "the request can't be sent (text)"],
    ['CERT_NOT_YET_VALID', 'tls', 'the certificate of example.test is not valid yet'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'tls',
      'the certificate of example.test was issued by an authority that is not trusted',
    ],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tls', 'example.test does not accept the client certificate'],
    ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'tls', 'example.test does not accept the client certificate'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls', 'example.test demands a client certificate'],
    ['ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'tls', 'TLS with example.test failed (ERR_SSL_NO_PROTOCOLS_AVAILABLE)'],
    ['ESOMETHING', 'protocol', 'the answer of example.test:80 is not HTTP/1.1 (text)'],
  ] as const;
  for (const [code, kind, message] of failures) {
    test(code, () => assert.deepEqual(toFailure(errorOf(code), place), { kind, code, message }));
  }

  test('what the HTTP library asserts of itself is not shown', () => {
    assert.equal(toFailure(errorOf('ERR_ASSERTION'), place).message, 'the answer of example.test:80 is not HTTP/1.1');
  });

  test('EPROTO tells what OpenSSL says', () => {
    const error = errorOf('EPROTO', { reason: 'unsupported protocol' });
    assert.equal(toFailure(error, place).message, 'TLS with example.test failed (unsupported protocol)');
  });

  test('an upgrade nobody asked for is no close', () => {
    const error = Object.assign(new Error('bad upgrade'), { code: 'UND_ERR_SOCKET' });
    assert.equal(toFailure(error, place).kind, 'protocol');
  });

  test('an error within one without a code counts', () => {
    const error = new Error('outer', { cause: errorOf('ECONNRESET') });
    assert.deepEqual([toFailure(error, place).kind, toFailure(error, place).code], ['reset', 'ECONNRESET']);
  });

  test('every address that was tried is named', () => {
    const parts = [
      errorOf('ECONNREFUSED', { address: '::1', port: 80 }),
      errorOf('EHOSTUNREACH', { address: '192.0.2.1', port: 80 }),
    ];
    const message = 'connection refused by [::1]:80, no route to 192.0.2.1:80';
    assert.deepEqual(toFailure(new AggregateError(parts), place), { kind: 'refused', code: 'ECONNREFUSED', message });
  });

  test('what is no error at all is a failure too', () => {
    assert.equal(toFailure('odd', place).kind, 'protocol');
  });
});
