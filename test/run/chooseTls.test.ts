import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chooseTls, type HostTls } from '../../server/src/run/network/tlsSettings';
import { toTarget } from '../../server/src/run/target';

function choose(uri: string, hosts: Readonly<Record<string, HostTls>>) {
  return chooseTls({ hosts: new Map(Object.entries(hosts)) }, toTarget(new URL(uri)));
}

suite('the settings of a host', () => {
  test('are none where no entry names it', () => {
    const hosts = {
      'b.test': { insecure: true },
      'a.test:8443': { insecure: true },
      'https://a.test': { insecure: true },
    };
    assert.deepEqual(choose('https://a.test/', hosts), { insecure: false, clientCertificate: undefined });
  });

  for (const [key, uri] of [
    ['a.test', 'https://a.test:8443/'],
    ['A.test:443', 'https://a.test/'],
    ['*.a.test', 'https://b.c.a.test/'],
    ['bücher.test', 'https://xn--bcher-kva.test/'],
    ['192.0.2.1', 'https://192.0.2.1/'],
    ['[2001:db8::1]:8443', 'https://[2001:DB8::1]:8443/'],
    ['2001:db8::1', 'https://[2001:db8::1]/'],
  ] as const) {
    test(`are those of ${key} for ${uri}`, () => {
      assert.equal(choose(uri, { [key]: { insecure: true } }).insecure, true);
    });
  }

  test('of a domain are not those of its own host, nor of one that only ends so', () => {
    const hosts = { '*.a.test': { insecure: true } };
    assert.equal(choose('https://a.test/', hosts).insecure, false);
    assert.equal(choose('https://ba.test/', hosts).insecure, false);
  });

  test('are those of the entry that says it most narrowly', () => {
    const hosts = {
      '*.test': { insecure: true, pfx: '/domain.pfx' },
      '*.a.test': { pfx: '/longer.pfx', passphrase: 'x' },
      'b.a.test': { insecure: false },
      'b.a.test:8443': { certificate: '/port.pem' },
    };
    assert.deepEqual(choose('https://c.test/', hosts), { insecure: true, clientCertificate: { pfx: '/domain.pfx' } });
    const longer = { pfx: '/longer.pfx', passphrase: 'x' };
    assert.deepEqual(choose('https://c.a.test/', hosts), { insecure: true, clientCertificate: longer });
    assert.deepEqual(choose('https://b.a.test/', hosts), { insecure: false, clientCertificate: longer });
    const port = { certificate: '/port.pem' };
    assert.deepEqual(choose('https://b.a.test:8443/', hosts), { insecure: false, clientCertificate: port });
  });
});
