import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import type { LanguageServer } from '../support/languageServer';
import { flowLens, listen, run, start } from '../support/liveRun';
import { withFolder } from '../support/project';

/** A server with `a.flow.json` open, that keeps its runs in the folder. Its own folder is another one each time. */
async function open(
  context: TestContext,
  { url, storage, history = {} }: { url: string; storage?: string; history?: object },
): Promise<LanguageServer> {
  const server = await start(context, {
    capabilities: flowLens,
    initializationOptions: { storage },
    settings: { history },
  });
  await server.open('a.flow.json', flowText({ url }));
  return server;
}

function list({ connection }: LanguageServer, params: protocol.ListHistoryParams = {}) {
  return connection.sendRequest<protocol.ListHistoryResult>(protocol.listHistory, params);
}

function answering(context: TestContext, statuses: readonly number[], content = '{"status":"lost"}') {
  const left = [...statuses];
  return listen(context, (_request, response) => {
    response.writeHead(left.shift() ?? 500, { 'content-type': 'application/json' }).end(content);
  });
}

/** Runs the node. An answer does not wait for a slow disk, but a list comes after what its server has to write. */
async function runAndKeep(server: LanguageServer): Promise<void> {
  await run(server);
  await list(server);
}

const labels = ({ runs }: protocol.ListHistoryResult): string[] =>
  runs.map(({ label }) => label.replace(/[\d.]+ ms/, 'T'));

test('runs are kept for the next server on the same storage, the newest first', (context) =>
  withFolder(async (storage) => {
    const { url } = await answering(context, [200, 404]);
    const first = await open(context, { url, storage });
    const before = Date.now();
    await run(first);
    await runAndKeep(first);
    const second = await open(context, { url, storage });
    const listed = await list(second);
    assert.equal(listed.enabled, true);
    assert.deepEqual(labels(listed), ['✓ 404 Not Found · T → not-found', '✓ 200 OK · T → done']);
    const [newest] = listed.runs;
    assert.deepEqual(
      [newest?.node, newest?.file, newest?.environment, newest?.uri],
      ['get-order', 'a.flow.json', null, second.uri('a.flow.json')],
    );
    assert.ok(Date.parse(newest?.time ?? '') >= before);
    const params = { id: newest?.id };
    const opened = await second.connection.sendRequest<protocol.OpenResponseResult>(protocol.openHistoryRun, params);
    assert.equal(opened.language, 'jsonc');
    assert.match(opened.text, /^\/\/ get-order in a\.flow\.json, .*\/\/ HTTP\/1\.1 404 Not Found\n.*"status": "lost"/s);
    assert.equal(await second.connection.sendRequest(protocol.openHistoryRun, { id: 'another' }), null);
  }));

test('runs of one node are told apart from those of others, in whatever spelling its document is named', (context) =>
  withFolder(async (storage) => {
    const { url } = await answering(context, [200, 200, 200]);
    const server = await open(context, { url, storage });
    await server.open('b.flow.json', flowText({ url, flow: { name: 'other' } }));
    await run(server);
    await server.connection.sendRequest(protocol.runNode, { uri: server.uri('b.flow.json'), node: 'get-order' });
    const runsOf = async (uri: string, node: string) => (await list(server, { node: { uri, node } })).runs.length;
    assert.equal((await list(server)).runs.length, 2);
    assert.equal(await runsOf(server.uri('a.flow.json'), 'get-order'), 1);
    assert.equal(await runsOf(server.uri('a.flow.json').replace('a.flow', '%61.flow'), 'get-order'), 1);
    assert.equal(await runsOf(server.uri('a.flow.json'), 'other'), 0);
  }));

test('two servers on one folder keep the runs of both, and a clear empties both', (context) =>
  withFolder(async (storage) => {
    const { url } = await answering(context, [200, 200, 200, 200]);
    const servers = [await open(context, { url, storage }), await open(context, { url, storage })] as const;
    await Promise.all(servers.map((server) => run(server)));
    await Promise.all(servers.map(runAndKeep));
    for (const server of servers) assert.equal((await list(server)).runs.length, 4);
    await servers[0].connection.sendRequest(protocol.clearHistory, {});
    for (const server of servers) assert.deepEqual((await list(server)).runs, []);
    assert.equal(existsSync(join(storage, 'history.json')), false);
  }));

test('an answer does not wait for a window that holds the history, and its run is kept all the same', (context) =>
  withFolder(async (storage) => {
    const { url } = await answering(context, [200]);
    const server = await open(context, { url, storage });
    const lock = join(storage, 'history.json.lock');
    mkdirSync(lock);
    await run(server);
    // Whoever waits for it takes it for abandoned in the end.
    assert.equal(existsSync(lock), true);
    assert.equal(existsSync(join(storage, 'history.json')), false);
    rmdirSync(lock);
    assert.deepEqual(labels(await list(server)), ['✓ 200 OK · T → done']);
    assert.equal(existsSync(join(storage, 'history.json')), true);
  }));

test('a history that is off keeps nothing, and forgets what was kept', (context) =>
  withFolder(async (storage) => {
    const { url } = await answering(context, [200, 200]);
    await runAndKeep(await open(context, { url, storage }));
    assert.equal(existsSync(join(storage, 'history.json')), true);
    const server = await open(context, { url, storage, history: { enabled: false } });
    await run(server);
    assert.deepEqual(await list(server), { enabled: false, runs: [] });
    assert.equal(existsSync(join(storage, 'history.json')), false);
  }));

test('without a folder, runs are kept in memory', async (context) => {
  const { url } = await answering(context, [200, 404]);
  const server = await open(context, { url, history: { size: 1 } });
  await run(server);
  await run(server);
  assert.deepEqual(labels(await list(server)), ['✓ 404 Not Found · T → not-found']);
});

test('a run that fails is kept, one that is refused is not', async (context) => {
  const server = await open(context, { url: 'http://127.0.0.1:9' });
  await run(server);
  await server.change('a.flow.json', 2, flowText({ url: 'http://{{host}}' }));
  await assert.rejects(run(server), /Nothing was sent/);
  assert.deepEqual(labels(await list(server)), ['✗ connection refused by 127.0.0.1:9 · T → sorry']);
});

test('no secret is kept, even where a server gives it back', (context) =>
  withFolder(async (storage) => {
    const secret = 'abcdefgh-12345678';
    const { url } = await answering(context, [200], JSON.stringify({ you: secret, again: btoa(`x:${secret}`) }));
    const server = await start(context, {
      files: { 'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }) },
      initializationOptions: { storage, environment: 'dev' },
    });
    const headers = { 'X-Key': '{{KEY}}' };
    await server.open('a.flow.json', flowText({ url: `${url}/?key={{KEY}}`, endpoint: { headers } }));
    await runAndKeep(server);
    const kept = readFileSync(join(storage, 'history.json'), 'utf8');
    assert.match(kept, /"you\\":\\"••••\\"/);
    assert.equal(kept.includes(secret), false);
    assert.equal(kept.includes(btoa(`x:${secret}`)), false);
  }));
