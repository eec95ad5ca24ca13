import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { startFaultServer, tlsFixture } from '../support/faultServer';
import { flowText } from '../support/flows';
import { startProxyServer } from '../support/proxyServer';
import { type CommandOutcome, flowLens, folderOf } from './command';

const ok = { onRequest: (socket: { end(bytes: string): unknown }) => socket.end('HTTP/1.1 200 OK\r\n\r\n') };

/** Nothing of what the environment of whoever runs the tests says of the network. */
const noVariables = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'no_proxy']
    .flatMap((name) => [name, name.toUpperCase()])
    .map((name) => [name, undefined]),
);

function runFlow(
  context: TestContext,
  url: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Promise<CommandOutcome> {
  const cwd = folderOf(context, { 'a.flow.json': flowText({ url }) });
  return flowLens(['run', 'a.flow.json', 'get-order', ...args], { cwd, env: { ...noVariables, ...env } });
}

suite('a proxy of the environment', () => {
  for (const name of ['HTTP_PROXY', 'http_proxy']) {
    test(`${name} is used and told, without its credentials`, async (context) => {
      await using api = await startFaultServer(ok);
      await using proxy = await startProxyServer({ credentials: 'me:secret-word' });
      const env = { [name]: proxy.origin.replace('://', '://me:secret-word@') };
      const { code, stdout, stderr } = await runFlow(context, `http://api.test:${api.port}/`, env);
      assert.equal(code, 0, stderr);
      assert.ok(stdout.includes(`through the proxy ${proxy.origin}`), stdout);
      assert.ok(!`${stdout}${stderr}`.includes('secret-word'));
      assert.equal(proxy.heads.length, 1);
    });
  }

  test('HTTPS_PROXY makes a tunnel, whose target is verified against NODE_EXTRA_CA_CERTS too', async (context) => {
    await using api = await startFaultServer({ certificate: 'proxied', ...ok });
    await using proxy = await startProxyServer();
    const env = { HTTPS_PROXY: proxy.origin, NODE_EXTRA_CA_CERTS: tlsFixture('second-authority.pem') };
    const { code, stderr } = await runFlow(context, `https://api.test:${api.port}/`, env);
    assert.equal(code, 0, stderr);
    assert.match(proxy.heads[0] ?? '', /^CONNECT /);
  });

  test('is left out for NO_PROXY', async (context) => {
    await using proxy = await startProxyServer();
    const env = { HTTP_PROXY: proxy.origin, NO_PROXY: 'other.test,.invalid' };
    const { code, stdout } = await runFlow(context, 'http://nowhere.invalid/', env);
    assert.equal(code, 1);
    assert.ok(!stdout.includes('through the proxy'));
    assert.deepEqual(proxy.heads, []);
  });

  test("that can't be used: 2, and nothing is sent", async (context) => {
    await using api = await startFaultServer(ok);
    const env = { HTTP_PROXY: 'socks5://me:secret-word@127.0.0.1:1' };
    const { code, stdout, stderr } = await runFlow(context, `http://api.test:${api.port}/`, env);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /Nothing was sent: the proxy "socks5:\/\/127.0.0.1:1" of HTTP_PROXY can't be used/);
    assert.ok(!stderr.includes('secret-word'));
  });
});

suite('TLS', () => {
  test('is verified whatever NODE_TLS_REJECT_UNAUTHORIZED says', async (context) => {
    await using api = await startFaultServer({ certificate: 'self-signed', ...ok });
    const { code, stdout } = await runFlow(context, api.origin, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    assert.equal(code, 1);
    assert.ok(stdout.includes('the certificate of 127.0.0.1 is self-signed'), stdout);
    assert.deepEqual(api.heads, []);
  });

  test('is not verified for an insecure host, and the report says so', async (context) => {
    await using api = await startFaultServer({ certificate: 'self-signed', ...ok });
    const args = ['--insecure-host', 'api.test', '--insecure-host', `127.0.0.1:${api.port}`];
    const { code, stdout } = await runFlow(context, api.origin, {}, args);
    assert.equal(code, 0);
    assert.ok(stdout.includes('the certificate of 127.0.0.1 is not verified'), stdout);
    assert.equal((await runFlow(context, `https://localhost:${api.port}/`, {}, args)).code, 1);
  });

  for (const host of ['https://api.test', 'api.test/', 'api.test:0', 'a b', '', '*']) {
    test(`--insecure-host "${host}": 2`, async (context) => {
      const { code, stdout, stderr } = await runFlow(context, 'http://127.0.0.1:9/', {}, ['--insecure-host', host]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /It must be a host, such as api.example.com/);
    });
  }
});
