import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { suite, test } from 'node:test';
import { exchangeWithServer, failureOf } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { through } from '../support/network';
import { startProxyServer } from '../support/proxyServer';

const onRequest = (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nanswer');

suite('a tunnel', () => {
  const failures = [
    [
      'is refused',
      'HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nno!',
      '403',
      'refused the tunnel to api.test:443 (403 Forbidden)',
    ],
    ['is refused without a reason', 'HTTP/1.1 502\r\n\r\n', '502', 'refused the tunnel to api.test:443 (502)'],
    [
      'is refused by a redirect',
      'HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n',
      '302',
      'refused the tunnel to api.test:443 (302 Found)',
    ],
    [
      'is switched to something else',
      'HTTP/1.1 101 Odd\r\n\r\n',
      '101',
      'refused the tunnel to api.test:443 (101 Odd)',
    ],
    ['is cut before the answer', '', 'ECONNRESET', 'failed: connection closed by 127.0.0.1:PORT (proxy tunnel)'],
    [
      'is cut in the answer',
      'HTTP/1.1 200 Conn',
      'ECONNRESET',
      'failed: connection closed by 127.0.0.1:PORT (proxy tunnel)',
    ],
    [
      'is no HTTP',
      'SSH-2.0-x\r\n\r\n',
      'HPE_INVALID_CONSTANT',
      'failed: the answer of 127.0.0.1:PORT is not HTTP/1.1 (Parse Error: Expected HTTP/, RTSP/ or ICE/)',
    ],
    [
      'echoes the credentials',
      `HTTP/1.1 403 secret-word ${btoa('me:secret-word')}\r\n\r\n`,
      '403',
      'refused the tunnel to api.test:443 (403 •••• ••••=)',
    ],
    [
      'says too much',
      `HTTP/1.1 403 ${'x'.repeat(5000)}\r\n\r\n`,
      '403',
      `refused the tunnel to api.test:443 (403 ${'x'.repeat(100)})`,
    ],
  ] as const;
  for (const [name, answer, code, said] of failures) {
    test(name, async () => {
      await using proxy = await startProxyServer({ onRequest: (client) => client.end(answer, 'latin1') });
      const network = through(proxy, 'me:secret-word@');
      const failure = await failureOf(exchangeWithServer('https://api.test/', { network }));
      const message = `the proxy ${proxy.origin} ${said.replace('PORT', `${proxy.port}`)}`;
      assert.deepEqual(failure, { kind: 'proxy', code, message });
      await proxy.drained();
    });
  }

  test('is reset before the answer', async () => {
    await using proxy = await startProxyServer({ onRequest: (client) => client.resetAndDestroy() });
    const failure = await failureOf(exchangeWithServer('https://api.test/', { network: through(proxy) }));
    assert.deepEqual([failure.kind, failure.code], ['proxy', 'ECONNRESET']);
  });

  test('that breaks in the TLS handshake is a reset, as without a proxy', async () => {
    await using proxy = await startProxyServer({
      onRequest: (client) => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        client.once('data', () => client.end());
      },
    });
    const failure = await failureOf(exchangeWithServer('https://api.test/', { network: through(proxy) }));
    const message = 'connection closed by api.test:443 (TLS handshake)';
    assert.deepEqual(failure, { kind: 'reset', code: 'ECONNRESET', message });
    await proxy.drained();
  });

  const faults = [
    ['trusted', 'ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is not for api.test but for '],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of api.test is self-signed'],
    ['expired', 'CERT_HAS_EXPIRED', 'the certificate of api.test has expired'],
  ] as const;
  for (const [certificate, code, said] of faults) {
    test(`does not excuse a certificate: ${said}`, async () => {
      await using server = await startFaultServer({ certificate, onRequest });
      await using proxy = await startProxyServer();
      const network = through(proxy);
      const failure = await failureOf(exchangeWithServer(`https://api.test:${server.port}/`, { network }));
      assert.deepEqual([failure.kind, failure.code], ['tls', code]);
      assert.ok(failure.message.startsWith(said), failure.message);
      assert.deepEqual(server.heads, []);
      await Promise.all([server.drained(), proxy.drained()]);
    });
  }

  test('is not opened through a proxy whose own certificate is wrong', async () => {
    await using proxy = await startProxyServer({ certificate: 'self-signed' });
    const failure = await failureOf(exchangeWithServer('https://api.test/', { network: through(proxy) }));
    const message = `the proxy ${proxy.origin} failed: the certificate of 127.0.0.1 is self-signed`;
    assert.deepEqual(failure, { kind: 'proxy', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message });
    assert.deepEqual(proxy.heads, []);
  });
});
