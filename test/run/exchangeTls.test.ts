import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { suite, test } from 'node:test';
import { exchangeWithServer, failureOf, responseOf } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { trustingNetwork } from '../support/network';

const onRequest = (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nsecret');
const network = trustingNetwork();

suite('TLS', () => {
  for (const host of ['127.0.0.1', 'localhost']) {
    test(`a certificate for ${host} from a trusted authority`, async () => {
      await using server = await startFaultServer({ certificate: 'trusted', onRequest });
      const outcome = await exchangeWithServer(`https://${host}:${server.port}/`, { network });
      assert.equal(outcome.kind, 'response');
      assert.ok((outcome.timings.tls ?? 0) > 0);
    });
  }

  const faults = [
    ['trusted', undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'was issued by an authority that is not known'],
    ['expired', network, 'CERT_HAS_EXPIRED', 'has expired'],
    ['self-signed', network, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'is self-signed'],
  ] as const;
  for (const [certificate, trust, code, fault] of faults) {
    test(`a certificate that ${fault}`, async () => {
      await using server = await startFaultServer({ certificate, onRequest });
      const options = trust === undefined ? {} : { network: trust };
      const failure = await failureOf(exchangeWithServer(server.origin, options));
      assert.deepEqual(failure, { kind: 'tls', code, message: `the certificate of 127.0.0.1 ${fault}` });
      assert.deepEqual(server.heads, [], 'nothing was sent');
    });
  }

  test('a certificate for another host', async () => {
    await using server = await startFaultServer({ certificate: 'wrong-host', onRequest });
    const failure = await failureOf(exchangeWithServer(`https://localhost:${server.port}/`, { network }));
    const message = 'the certificate is not for localhost but for other.example.test';
    assert.deepEqual(failure, { kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID', message });
    assert.deepEqual(server.heads, []);
  });

  test('the process environment does not switch the verification off', async (t) => {
    t.after(() => delete process.env.NODE_TLS_REJECT_UNAUTHORIZED);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    await using server = await startFaultServer({ certificate: 'self-signed', onRequest });
    assert.equal((await failureOf(exchangeWithServer(server.origin))).kind, 'tls');
  });

  test('a server that speaks plain HTTP', async () => {
    await using server = await startFaultServer({
      onConnection: (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    });
    const failure = await failureOf(exchangeWithServer(`https://127.0.0.1:${server.port}/`));
    assert.deepEqual([failure.kind, failure.message], ['tls', '127.0.0.1 does not answer in TLS']);
  });

  test('a connection that is closed in the handshake', async () => {
    await using server = await startFaultServer({ onConnection: (socket) => socket.once('data', () => socket.end()) });
    const failure = await failureOf(exchangeWithServer(`https://127.0.0.1:${server.port}/`));
    const message = `connection closed by 127.0.0.1:${server.port} (TLS handshake)`;
    assert.deepEqual(failure, { kind: 'reset', code: 'ECONNRESET', message });
  });

  test('a server that demands a client certificate', async () => {
    await using server = await startFaultServer({ certificate: 'trusted', clientCertificate: true, onRequest });
    const failure = await failureOf(exchangeWithServer(server.origin, { network }));
    assert.deepEqual([failure.kind, failure.message], ['tls', '127.0.0.1 demands a client certificate']);
  });

  test('a content is read as over plain HTTP', async () => {
    await using server = await startFaultServer({ certificate: 'trusted', onRequest });
    assert.equal((await responseOf(exchangeWithServer(server.origin, { network }))).text, 'secret');
  });
});
