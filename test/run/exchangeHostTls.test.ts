import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { suite, test } from 'node:test';
import type { ClientCertificate, HostTls } from '../../server/src/run/network/tlsSettings';
import { exchangeWithServer, failureOf, responseOf } from '../support/exchangeWithServer';
import { startFaultServer, tlsFixture } from '../support/faultServer';
import { networkWith, trustingNetwork } from '../support/network';
import { startProxyServer } from '../support/proxyServer';
import { makeTemporaryFolder } from '../support/temporaryFolder';

const onRequest = (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nanswer');
const hosts = (entries: Readonly<Record<string, HostTls>>) => ({ hosts: new Map(Object.entries(entries)) });

suite('an authority', () => {
  test('of NODE_EXTRA_CA_CERTS counts, as it does for Node', async () => {
    await using server = await startFaultServer({ certificate: 'trusted', onRequest });
    const path = relative('.', tlsFixture('authority.pem'));
    const network = networkWith({ variables: { NODE_EXTRA_CA_CERTS: path } });
    assert.equal((await responseOf(exchangeWithServer(server.origin, { network }))).text, 'answer');
  });

  test('of the settings counts beside that of the variable', async () => {
    await using first = await startFaultServer({ certificate: 'trusted', onRequest });
    await using second = await startFaultServer({ certificate: 'proxied', onRequest });
    const network = networkWith({
      tls: { ca: [tlsFixture('second-authority.pem')] },
      variables: { NODE_EXTRA_CA_CERTS: tlsFixture('authority.pem') },
    });
    for (const { origin } of [first, second]) {
      const outcome = exchangeWithServer(origin, { network });
      assert.equal((await responseOf(outcome)).text, 'answer');
      assert.deepEqual((await outcome).notes, []);
    }
  });

  test('may be written in DER', async (context) => {
    const pem = readFileSync(tlsFixture('authority.pem'), 'latin1');
    const path = join(makeTemporaryFolder(context), 'authority.cer');
    writeFileSync(path, Buffer.from(pem.replaceAll(/-----.*-----/g, ''), 'base64'));
    await using server = await startFaultServer({ certificate: 'trusted', onRequest });
    const outcome = exchangeWithServer(server.origin, { network: networkWith({ tls: { ca: [path] } }) });
    assert.equal((await responseOf(outcome)).text, 'answer');
  });
});

suite('a client certificate', () => {
  const pair = { certificate: tlsFixture('client.pem'), key: tlsFixture('client.key.pem') };
  const encrypted = { ...pair, key: tlsFixture('client-encrypted.key.pem'), passphrase: 'open-sesame' };
  const accepted: readonly (readonly [string, ClientCertificate])[] = [
    ['in two files', pair],
    ['with an encrypted key', encrypted],
    ['in PKCS #12', { pfx: tlsFixture('client.pfx'), passphrase: 'open-sesame' }],
  ];
  for (const [name, clientCertificate] of accepted) {
    test(`${name} is shown to the host that it is set for`, async () => {
      await using server = await startFaultServer({ certificate: 'trusted', clientCertificate: true, onRequest });
      const network = trustingNetwork({ tls: hosts({ '127.0.0.1': clientCertificate }) });
      assert.equal((await responseOf(exchangeWithServer(server.origin, { network }))).text, 'answer');
    });
  }

  test('in one file with its key is shown', async (context) => {
    const path = join(makeTemporaryFolder(context), 'both.pem');
    writeFileSync(path, readFileSync(pair.certificate, 'latin1') + readFileSync(pair.key, 'latin1'));
    await using server = await startFaultServer({ certificate: 'trusted', clientCertificate: true, onRequest });
    const network = trustingNetwork({ tls: hosts({ '127.0.0.1': { certificate: path } }) });
    assert.equal((await responseOf(exchangeWithServer(server.origin, { network }))).text, 'answer');
  });

  test('is shown behind a proxy', async () => {
    await using server = await startFaultServer({ certificate: 'proxied', clientCertificate: true, onRequest });
    await using proxy = await startProxyServer();
    const network = trustingNetwork({ proxy: proxy.origin, tls: hosts({ [`api.test:${server.port}`]: pair }) });
    const outcome = exchangeWithServer(`https://api.test:${server.port}/`, { network });
    assert.equal((await responseOf(outcome)).text, 'answer');
  });

  test('that is set for another host or port is not shown', async () => {
    await using server = await startFaultServer({ certificate: 'trusted', clientCertificate: true, onRequest });
    const others = hosts({ localhost: pair, '127.0.0.1:1': pair, '*.test': pair });
    const failure = await failureOf(exchangeWithServer(server.origin, { network: trustingNetwork({ tls: others }) }));
    assert.deepEqual([failure.kind, failure.message], ['tls', '127.0.0.1 demands a client certificate']);
  });

  test('that no authority of the server has issued opens nothing', async () => {
    await using server = await startFaultServer({ certificate: 'trusted', clientCertificate: true, onRequest });
    const stranger = hosts({ '127.0.0.1': { ...pair, certificate: tlsFixture('stranger.pem') } });
    const failure = await failureOf(exchangeWithServer(server.origin, { network: trustingNetwork({ tls: stranger }) }));
    // Node's server closes the connection; others say why, which is tested by the code.
    assert.deepEqual([failure.kind, server.heads], ['reset', []]);
  });
});

suite('an insecure host', () => {
  test('is not verified, and the result says so', async () => {
    await using server = await startFaultServer({ certificate: 'self-signed', onRequest });
    const network = networkWith({ tls: hosts({ [`127.0.0.1:${server.port}`]: { insecure: true } }) });
    const outcome = exchangeWithServer(server.origin, { network });
    assert.equal((await responseOf(outcome)).text, 'answer');
    const note = 'the certificate of 127.0.0.1 is not verified, as this host is set to be insecure';
    assert.deepEqual((await outcome).notes, [note]);
  });

  test('may have a certificate for another, behind a proxy too', async () => {
    await using server = await startFaultServer({ certificate: 'wrong-host', onRequest });
    await using proxy = await startProxyServer();
    const network = networkWith({ proxy: proxy.origin, tls: hosts({ 'api.test': { insecure: true } }) });
    const outcome = exchangeWithServer(`https://api.test:${server.port}/`, { network });
    assert.equal((await responseOf(outcome)).text, 'answer');
    assert.equal((await outcome).notes?.length, 2);
  });

  test('says nothing of another port, of another host, or of the proxy before it', async () => {
    await using server = await startFaultServer({ certificate: 'self-signed', onRequest });
    await using proxy = await startProxyServer({ certificate: 'self-signed' });
    const tls = hosts({ '127.0.0.1:1': { insecure: true }, 'api.test': { insecure: true } });
    for (const uri of [server.origin, `https://localhost:${server.port}/`]) {
      assert.equal((await failureOf(exchangeWithServer(uri, { network: networkWith({ tls }) }))).kind, 'tls');
    }
    const network = networkWith({ proxy: proxy.origin, tls });
    const failure = await failureOf(exchangeWithServer(`https://api.test:${server.port}/`, { network }));
    assert.deepEqual([failure.kind, failure.code], ['proxy', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
    assert.deepEqual([server.heads, proxy.heads], [[], []]);
  });

  test('may be a proxy', async () => {
    await using server = await startFaultServer({ onRequest });
    await using proxy = await startProxyServer({ certificate: 'self-signed' });
    const tls = hosts({ [`127.0.0.1:${proxy.port}`]: { insecure: true } });
    const network = networkWith({ proxy: proxy.origin, tls });
    const outcome = exchangeWithServer(`http://api.test:${server.port}/`, { network });
    assert.equal((await responseOf(outcome)).text, 'answer');
    assert.match((await outcome).notes?.[1] ?? '', /^the certificate of 127.0.0.1 is not verified/);
  });
});

suite('a file that can not be used', () => {
  const pem = tlsFixture('client.pem');
  const key = tlsFixture('client.key.pem');
  const pfx = tlsFixture('client.pfx');
  const damaged = 'DAMAGED';
  const cases: readonly (readonly [string, { ca?: readonly string[]; host?: HostTls }, RegExp])[] = [
    [
      'no authority there',
      { ca: ['/nowhere/ca.pem'] },
      /^the file "\/nowhere\/ca.pem" of flowLens.tls.ca can't be read: there is no such file$/,
    ],
    [
      'an authority with a relative path',
      { ca: ['ca.pem'] },
      /^the path "ca.pem" of flowLens.tls.ca is neither absolute nor begins with ~\/$/,
    ],
    [
      'an authority in the home folder',
      { ca: ['~/nowhere/ca.pem'] },
      /^the file "~\/nowhere\/ca.pem" .+ there is no such file$/,
    ],
    ['a folder of authorities', { ca: [tmpdir()] }, /can't be read: it is a folder$/],
    ['a file without an authority', { ca: [key] }, /client.key.pem" of flowLens.tls.ca holds no certificate$/],
    ['a damaged authority', { ca: [damaged] }, /holds a certificate that is damaged$/],
    [
      'no certificate there',
      { host: { certificate: '/nowhere', key } },
      /"\/nowhere" of flowLens.tls.hosts can't be read/,
    ],
    [
      'no key there',
      { host: { certificate: pem, key: '/nowhere' } },
      /"\/nowhere" of flowLens.tls.hosts can't be read/,
    ],
    ['a certificate without its key', { host: { certificate: pem } }, /client.pem" .+ holds no private key/],
    [
      'the key of another',
      { host: { certificate: pem, key: tlsFixture('server.key.pem') } },
      /server.key.pem" .+ holds the key of another certificate$/,
    ],
    [
      'an encrypted key',
      { host: { certificate: pem, key: tlsFixture('client-encrypted.key.pem') } },
      /or one with another passphrase$/,
    ],
    [
      'another passphrase',
      { host: { pfx, passphrase: 'secret-word' } },
      /client.pfx" .+ or one with another passphrase$/,
    ],
    ['no PKCS #12', { host: { pfx: pem } }, /client.pem" of flowLens.tls.hosts is no PKCS #12 file/],
  ];
  for (const [name, { ca = [], host }, message] of cases) {
    test(`${name}: nothing is opened`, async (context) => {
      const path = join(makeTemporaryFolder(context), 'damaged.pem');
      writeFileSync(path, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
      let connections = 0;
      await using server = await startFaultServer({ certificate: 'trusted', onConnection: () => connections++ });
      const tls = {
        ca: ca.map((file) => (file === damaged ? path : file)),
        ...hosts(host ? { '127.0.0.1': host } : {}),
      };
      const failure = await failureOf(exchangeWithServer(server.origin, { network: networkWith({ tls }) }));
      assert.deepEqual([failure.kind, failure.code], ['tls', 'FLOW_LENS_SETTING']);
      assert.match(failure.message, message);
      assert.ok(!failure.message.includes('secret-word'));
      assert.equal(connections, 0);
    });
  }

  test('of NODE_EXTRA_CA_CERTS is named with it', async () => {
    const network = networkWith({ variables: { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' } });
    const failure = await failureOf(exchangeWithServer('https://127.0.0.1:1/', { network }));
    assert.equal(
      failure.message,
      `the file "/nowhere/ca.pem" of NODE_EXTRA_CA_CERTS can't be read: there is no such file`,
    );
  });

  test('holds up neither http: nor another host, and is read anew once it is mended', async (context) => {
    const path = join(makeTemporaryFolder(context), 'client.pem');
    const tls = hosts({ localhost: { certificate: path, key } });
    const network = trustingNetwork({ tls });
    await using server = await startFaultServer({ certificate: 'trusted', onRequest });
    await using plain = await startFaultServer({ onRequest });
    const uri = `https://localhost:${server.port}/`;
    assert.equal((await failureOf(exchangeWithServer(uri, { network }))).code, 'FLOW_LENS_SETTING');
    await responseOf(exchangeWithServer(server.origin, { network }));
    await responseOf(exchangeWithServer(plain.origin.replace('127.0.0.1', 'localhost'), { network }));
    copyFileSync(pem, path);
    await responseOf(exchangeWithServer(uri, { network }));
  });
});

test('what is read for a host is read once', async () => {
  const network = trustingNetwork();
  const contextOf = (host: string) =>
    network.tlsFor({ host, port: 443, secure: true, authority: `${host}:443` }).secureContext();
  const [one, other] = await Promise.all([contextOf('a.test'), contextOf('b.test')]);
  assert.equal(one, other);
  assert.equal(one, await contextOf('a.test'));
});
