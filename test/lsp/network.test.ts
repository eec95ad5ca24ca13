import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigurationParams, ProtocolConnection, RegistrationParams } from 'vscode-languageserver-protocol/node';
import { startFaultServer, tlsFixture } from '../support/faultServer';
import { flowText } from '../support/flows';
import { run, start } from '../support/liveRun';
import { startProxyServer } from '../support/proxyServer';

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

test("the editor's proxy settings are followed, and the result says so", async (context) => {
  await using api = await startFaultServer({ onRequest: (socket) => socket.end(answer) });
  await using proxy = await startProxyServer({ credentials: 'me:secret-word' });
  const server = await start(context, {
    httpSettings: { proxy: proxy.origin.replace('://', '://me:secret-word@'), noProxy: ['direct.test'] },
  });
  await server.open('a.flow.json', flowText({ url: `http://api.test:${api.port}` }));
  const result = await run(server);
  assert.equal(result.branch?.key, '200');
  assert.deepEqual(result.notes, [`through the proxy ${proxy.origin}`]);
  assert.ok(!JSON.stringify(result).includes('secret-word'));
  await server.change('a.flow.json', 2, flowText({ url: `http://direct.test:${api.port}` }));
  assert.equal((await run(server)).failure?.kind, 'dns');
  assert.equal(proxy.heads.length, 1);
});

test('what an API echoes of the credentials of the proxy is hidden', async (context) => {
  const echo = `secret-word ${btoa('me:secret-word')}`;
  await using proxy = await startProxyServer({
    onRequest: (client) => client.end(`HTTP/1.1 200 OK\r\nX-Echo: ${echo}\r\n\r\n${echo}`),
  });
  const server = await start(context, {
    httpSettings: { proxy: proxy.origin.replace('://', '://me:secret-word@') },
  });
  await server.open('a.flow.json', flowText({ url: 'http://api.test' }));
  const { response } = await run(server);
  assert.deepEqual(response?.headers, [['x-echo', '•••• ••••=']]);
  assert.equal(response?.body, '•••• ••••=');
});

test('http.proxySupport off means no proxy', async (context) => {
  await using proxy = await startProxyServer();
  const server = await start(context, { httpSettings: { proxy: proxy.origin, proxySupport: 'off' } });
  await server.open('a.flow.json', flowText({ url: 'http://nowhere.invalid' }));
  assert.equal((await run(server)).failure?.kind, 'dns');
  assert.deepEqual(proxy.heads, []);
});

test('a proxy that can not be used refuses the run, and nothing is sent', async (context) => {
  await using api = await startFaultServer({ onRequest: (socket) => socket.end(answer) });
  const server = await start(context, { httpSettings: { proxy: 'socks5://me:secret-word@proxy.test:1080' } });
  await server.open('a.flow.json', flowText({ url: `http://api.test:${api.port}` }));
  const message =
    'Nothing was sent: the proxy "socks5://proxy.test:1080" of http.proxy can\'t be used: only proxies with http: or https: are supported';
  await assert.rejects(run(server), { code: -32803, message });
});

test('authorities and hosts are followed, http.proxyStrictSSL is not, and a change counts from the next run on', async (context) => {
  await using api = await startFaultServer({ certificate: 'trusted', onRequest: (socket) => socket.end(answer) });
  let tls: object = {};
  const server = await start(context, {
    prepare: (connection) => answerSettings(connection, () => ({ tls }), { proxyStrictSSL: false }),
  });
  await server.open('a.flow.json', flowText({ url: api.origin }));
  const runWith = async (settings: object) => {
    tls = settings;
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    return run(server);
  };
  assert.equal((await runWith({})).failure?.code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  const trusted = await runWith({ ca: [tlsFixture('authority.pem')] });
  assert.deepEqual([trusted.branch?.key, trusted.notes], ['200', []]);
  const insecure = await runWith({ hosts: { [`127.0.0.1:${api.port}`]: { insecure: true } } });
  assert.deepEqual([insecure.branch?.key, insecure.notes.length], ['200', 1]);
  assert.equal((await runWith({ ca: 'nonsense', hosts: [null, 1] })).failure?.kind, 'tls');
  await assert.rejects(runWith({ ca: ['ca.pem'] }), /Nothing was sent: the path "ca.pem" of flowLens.tls.ca/);
});

test('the server asks to be told of changes of both sections', async (context) => {
  let resolve = (_options: unknown): void => undefined;
  const told = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  await start(context, {
    prepare: (connection) =>
      connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
        for (const { registerOptions } of registrations) resolve(registerOptions);
        return null;
      }),
  });
  assert.deepEqual(await told, { section: ['flowLens', 'http'] });
});

function answerSettings(connection: ProtocolConnection, flowLens: () => object, http: object): void {
  connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
    items.map(({ section }) => (section === 'http' ? http : flowLens())),
  );
}
