import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tlsMends, toHostKey } from '../../client/src/run/tlsMends';

suite('what mends a TLS fault', () => {
  const cases = [
    ['DEPTH_ZERO_SELF_SIGNED_CERT', ['trustAuthority', 'allowHost']],
    ['SELF_SIGNED_CERT_IN_CHAIN', ['trustAuthority', 'allowHost']],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', ['trustAuthority', 'allowHost']],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', ['trustAuthority', 'allowHost']],
    ['CERT_HAS_EXPIRED', ['allowHost']],
    ['CERT_NOT_YET_VALID', ['allowHost']],
    ['ERR_TLS_CERT_ALTNAME_INVALID', ['allowHost']],
    ['CERT_REVOKED', []],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', ['chooseCertificate']],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', ['chooseCertificate']],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', ['chooseCertificate']],
    ['ERR_SSL_WRONG_VERSION_NUMBER', []],
    ['EPROTO', []],
  ] as const;
  for (const [code, mends] of cases) test(code, () => assert.deepEqual(tlsMends(code), mends));
});

suite('the key of a host', () => {
  const cases = [
    ['https://api.test/a', 'api.test:443'],
    ['https://api.test:8443/', 'api.test:8443'],
    ['https://[::1]:8443/', '[::1]:8443'],
    ['https://••••.test/', undefined],
    ['https://api.test:443/••••', 'api.test:443'],
    ['nonsense', undefined],
  ] as const;
  for (const [url, key] of cases) test(url, () => assert.equal(toHostKey(url), key));
});
