import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { suite, test } from 'node:test';
import { exchangeWithServer, failureOf, responseOf } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { findClosedOrigin } from '../support/httpServers';
import { networkWith, through } from '../support/network';
import { startProxyServer } from '../support/proxyServer';

const onRequest = (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nanswer');

const schemes = [
  ['http', undefined],
  ['https', 'proxied'],
] as const;

suite('through a proxy', () => {
  test('a request over http: goes in absolute form', async () => {
    await using server = await startFaultServer({ onRequest });
    await using proxy = await startProxyServer();
    const outcome = exchangeWithServer(`http://api.test:${server.port}/a?b=c#d`, { network: through(proxy) });
    assert.equal((await responseOf(outcome)).text, 'answer');
    assert.deepEqual((await outcome).notes, [`through the proxy ${proxy.origin}`]);
    const head = proxy.heads[0] ?? '';
    assert.match(
      head,
      new RegExp(`^GET http://api.test:${server.port}/a\\?b=c HTTP/1.1\r\nhost: api.test:${server.port}\r\n`),
    );
    assert.doesNotMatch(head, /proxy-/i);
    await Promise.all([server.drained(), proxy.drained()]);
  });

  test('a request over https: goes through a tunnel, in which the proxy sees nothing of it', async () => {
    await using server = await startFaultServer({ certificate: 'proxied', onRequest });
    await using proxy = await startProxyServer();
    const uri = `https://api.test:${server.port}/a?b=c`;
    const outcome = exchangeWithServer(uri, { network: through(proxy) });
    assert.equal((await responseOf(outcome)).text, 'answer');
    const { notes, timings } = await outcome;
    assert.deepEqual(notes, [`through the proxy ${proxy.origin}`]);
    assert.ok((timings.tls ?? 0) > 0 && (timings.connect ?? 0) > 0);
    assert.match(
      proxy.heads[0] ?? '',
      new RegExp(
        `^CONNECT api.test:${server.port} HTTP/1.1\r\nhost: api.test:${server.port}(?:\r\nConnection: close)?$`,
      ),
    );
    assert.match(server.heads[0] ?? '', /^GET \/a\?b=c HTTP\/1.1\r\n/);
    await Promise.all([server.drained(), proxy.drained()]);
  });

  for (const [scheme, certificate] of schemes) {
    test(`that is reached over TLS itself, ${scheme}: works too`, async () => {
      await using server = await startFaultServer({ ...(certificate && { certificate }), onRequest });
      await using proxy = await startProxyServer({ certificate: 'trusted' });
      const outcome = exchangeWithServer(`${scheme}://api.test:${server.port}/`, { network: through(proxy) });
      assert.equal((await responseOf(outcome)).text, 'answer');
      assert.deepEqual((await outcome).notes, [`through the proxy ${proxy.origin}`]);
      await Promise.all([server.drained(), proxy.drained()]);
    });

    test(`an IPv6 literal is reached, ${scheme}:`, async () => {
      await using server = await startFaultServer({ ...(certificate && { certificate }), onRequest });
      await using proxy = await startProxyServer();
      const outcome = exchangeWithServer(`${scheme}://[2001:db8::1]:${server.port}/`, { network: through(proxy) });
      assert.equal((await responseOf(outcome)).text, 'answer');
      assert.match(proxy.heads[0] ?? '', / (?:http:\/\/)?\[2001:db8::1\]:\d+/);
      assert.match(server.heads[0] ?? '', /\r\nhost: \[2001:db8::1\]:\d+\r\n/);
    });

    test(`its credentials go to the proxy alone, ${scheme}:`, async () => {
      await using server = await startFaultServer({ ...(certificate && { certificate }), onRequest });
      await using proxy = await startProxyServer({ credentials: 'me:pass:w%rd' });
      const network = through(proxy, 'me:pass%3Aw%25rd@');
      const outcome = exchangeWithServer(`${scheme}://api.test:${server.port}/`, { network });
      assert.equal((await responseOf(outcome)).text, 'answer');
      assert.match(proxy.heads[0] ?? '', /\r\nproxy-authorization: Basic /);
      assert.doesNotMatch(server.heads.join(), /proxy-authorization/i);
      assert.deepEqual((await outcome).notes, [`through the proxy ${proxy.origin}`]);
    });

    for (const [credentials, said] of [
      ['', 'demands credentials'],
      ['me:wrong-word@', 'does not accept the credentials'],
    ] as const) {
      test(`it ${said}, ${scheme}:`, async () => {
        await using proxy = await startProxyServer({ credentials: 'me:secret-word' });
        const network = through(proxy, credentials);
        const failure = await failureOf(exchangeWithServer(`${scheme}://api.test:1/`, { network }));
        const message = `the proxy ${proxy.origin} ${said} (407 Proxy Authentication Required)`;
        assert.deepEqual(failure, { kind: 'proxy', code: '407', message });
        await proxy.drained();
      });
    }

    test(`it refuses the connection, ${scheme}:`, async () => {
      const origin = await findClosedOrigin();
      const failure = await failureOf(exchangeWithServer(`${scheme}://api.test/`, { network: through({ origin }) }));
      const message = `the proxy ${origin} failed: connection refused by ${origin.replace('http://', '')}`;
      assert.deepEqual(failure, { kind: 'proxy', code: 'ECONNREFUSED', message });
    });

    test(`its name is not known, ${scheme}:`, async () => {
      const network = networkWith({ variables: { [`${scheme}_proxy`]: 'proxy.invalid:3128' } });
      const failure = await failureOf(exchangeWithServer(`${scheme}://api.test/`, { network }));
      assert.equal(failure.kind, 'proxy');
      assert.match(failure.message, /^the proxy http:\/\/proxy.invalid:3128 failed: .+ for proxy.invalid$/);
    });

    test(`one that can't be used is not passed by, ${scheme}:`, async () => {
      const network = networkWith({ proxy: 'socks5://me:secret-word@127.0.0.1:1080' });
      await using server = await startFaultServer({ onRequest });
      const failure = await failureOf(exchangeWithServer(`${scheme}://api.test:${server.port}/`, { network }));
      assert.deepEqual([failure.kind, failure.code], ['proxy', 'FLOW_LENS_SETTING']);
      assert.match(failure.message, /"socks5:\/\/127.0.0.1:1080" of http.proxy can't be used/);
    });
  }

  test('credentials that the request brings itself are sent alone', async () => {
    await using proxy = await startProxyServer({ onRequest: (client) => client.end('HTTP/1.1 204 No\r\n\r\n') });
    const request = { fields: [['Proxy-Authorization', 'Bearer own']] } as const;
    await responseOf(exchangeWithServer('http://api.test/', { network: through(proxy, 'me:word@'), request }));
    assert.deepEqual(proxy.heads[0]?.match(/^proxy-authorization: .*$/gim), ['Proxy-Authorization: Bearer own']);
  });

  test('it is not asked for what is on this machine', async () => {
    await using server = await startFaultServer({ onRequest });
    await using proxy = await startProxyServer();
    const outcome = exchangeWithServer(server.origin, { network: through(proxy) });
    assert.equal((await responseOf(outcome)).text, 'answer');
    assert.deepEqual((await outcome).notes, []);
    assert.deepEqual(proxy.heads, []);
  });

  test('a failure of the target behind it is an answer where the proxy reads the request', async () => {
    await using proxy = await startProxyServer({ onRequest: (client) => client.end('HTTP/1.1 503 No\r\n\r\n') });
    assert.equal(
      (await responseOf(exchangeWithServer('http://api.test/', { network: through(proxy) }))).statusCode,
      503,
    );
  });

  test('a 407 that comes through a tunnel is an answer of the target', async () => {
    await using server = await startFaultServer({
      certificate: 'proxied',
      onRequest: (socket) => socket.end('HTTP/1.1 407 Mine\r\n\r\n'),
    });
    await using proxy = await startProxyServer();
    const outcome = exchangeWithServer(`https://api.test:${server.port}/`, { network: through(proxy) });
    assert.equal((await responseOf(outcome)).statusCode, 407);
  });
});
