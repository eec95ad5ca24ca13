import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, type CodeLens } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import type { LanguageServer } from '../support/languageServer';
import { listen, run, signal, start } from '../support/liveRun';

test('a run gives the branch of the live answer, and says where to draw it', async (context) => {
  const { url } = await listen(context, (_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"no such order"}');
  });
  const states: protocol.RunStateParams[] = [];
  const server = await start(context, {
    prepare: (connection) =>
      connection.onNotification(protocol.runState, (params: protocol.RunStateParams) => {
        states.push(params);
      }),
  });
  const text = flowText({ url });
  await server.open('a.flow.json', text);
  const result = await run(server);
  assert.deepEqual(result.branch, {
    kind: 'result',
    key: '404',
    target: 'not-found',
    why: 'status 404 has its own result',
  });
  assert.equal(result.file, 'a.flow.json');
  assert.equal(result.response?.body, '{"error":"no such order"}');
  assert.deepEqual(result.validation, { expression: 'HTTP_RESPONSE_CODE', value: '404' });
  assert.equal(
    states.some(({ nodes }) => nodes[0]?.phase === 'running'),
    true,
  );
  const [node] = states.at(-1)?.nodes ?? [];
  assert.match(node?.mark?.label ?? '', /^✓ 404 Not Found · [\d.]+ ms → not-found$/);
  const range = node?.mark?.range;
  const line = text.split('\n')[range?.start.line ?? 0] ?? '';
  assert.equal(line.slice(range?.start.character, range?.end.character), '"404": "not-found"');
  assert.equal(node?.dimmed.length, 5);
  assert.equal(node?.stale, false);
});

test('an edit of the node or its endpoint makes the mark stale, an edit elsewhere does not', async (context) => {
  const { url } = await listen(context, (_request, response) => response.end());
  let onState = (_params: protocol.RunStateParams): void => undefined;
  const server = await start(context, {
    prepare: (connection) => connection.onNotification(protocol.runState, (params) => onState(params)),
  });
  const text = flowText({ url });
  await server.open('a.flow.json', text);
  await run(server);
  const staleAt = async (version: number, changed: string): Promise<boolean | undefined> => {
    const told = new Promise<protocol.RunStateParams>((resolve) => {
      onState = (params) => params.version === version && resolve(params);
    });
    await server.change('a.flow.json', version, changed);
    return (await told).nodes[0]?.stale;
  };
  assert.equal(await staleAt(2, text.replace('"Sorry"', '"Very sorry"')), false);
  assert.equal(await staleAt(3, text.replace('"200": "done"', '"201": "done"')), true);
  assert.equal(await staleAt(4, text.replace(url, `${url}/other`)), true);
  assert.equal(await staleAt(5, text), false);
});

test('errors in the node ask first, and a no sends nothing', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const questions: protocol.ConsentParams[] = [];
  let answer = false;
  const server = await start(context, {
    prepare: (connection) =>
      connection.onRequest(protocol.consent, (params: protocol.ConsentParams) => {
        questions.push(params);
        return answer;
      }),
  });
  await server.open('a.flow.json', flowText({ url, node: { results: { '404': 'not-found' }, responses: {} } }));
  await assert.rejects(run(server), /Nothing was sent/);
  assert.equal(questions[0]?.message, '2 errors: the platform would refuse this. Run anyway?');
  assert.deepEqual(seen, []);
  answer = true;
  const { branch } = await run(server);
  assert.deepEqual(branch, { kind: 'default', key: 'other', target: null, why: 'no result for 200, so "other"' });
  assert.deepEqual(seen, ['GET /']);
});

test('an untrusted workspace sends nothing, and its lens says why', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const server = await start(context, { initializationOptions: { trusted: false } });
  await server.open('a.flow.json', flowText({ url }));
  await assert.rejects(run(server), /not trusted/);
  assert.deepEqual(seen, []);
  assert.match((await titles(server))[0] ?? '', /not trusted/);
  await server.connection.sendNotification(protocol.trust, { trusted: true });
  assert.equal((await run(server)).branch?.key, '200');
});

async function titles(server: LanguageServer): Promise<string[]> {
  const lenses: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', {
    textDocument: { uri: server.uri('a.flow.json') },
  });
  const resolved = lenses.map((lens) => server.connection.sendRequest<CodeLens>('codeLens/resolve', lens));
  return (await Promise.all(resolved)).map(({ command }) => command?.title ?? '');
}

test('lenses come without titles, say errors and results once resolved, and stay while the text is broken', async (context) => {
  const { url } = await listen(context, (_request, response) => response.end());
  const server = await start(context);
  const text = flowText({ url });
  const lensesNow = (): Promise<CodeLens[]> =>
    server.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: server.uri('a.flow.json') } });
  await server.open('a.flow.json', text);
  const before = await lensesNow();
  assert.deepEqual(
    before.map(({ command }) => command),
    [undefined, undefined],
  );
  assert.deepEqual(await titles(server), ['$(play)\u00a0Run', 'Preview Request']);
  await run(server);
  assert.deepEqual(await titles(server), ['$(play)\u00a0Run · 200 → done', 'Preview Request']);
  await server.change('a.flow.json', 2, text.replace('"other": "sorry",', ''));
  assert.deepEqual(await titles(server), [
    '$(play)\u00a0Run · 1 error · 200 → done (before your edit)',
    'Preview Request',
  ]);
  await server.change('a.flow.json', 3, text.replace('"url": "', '"url": '));
  assert.deepEqual(await lensesNow(), before);
  await server.change('a.flow.json', 4, '');
  assert.equal((await lensesNow()).length, before.length);
});

test('in the title of a lens, what a flow calls its nodes is no icon', async (context) => {
  const { url } = await listen(context, (_request, response) => response.end());
  const server = await start(context);
  await server.open('a.flow.json', flowText({ url }).replaceAll('"done"', '"$(check)"'));
  await run(server);
  assert.deepEqual(await titles(server), ['$(play)\u00a0Run · 200 → \\$(check)', 'Preview Request']);
});

test('cancel closes the socket, fails with RequestCancelled, and leaves no mark', async (context) => {
  const closed = signal();
  const arrived = signal();
  const { url } = await listen(context, (request) => {
    request.socket.once('close', closed.resolve);
    arrived.resolve();
  });
  const states: protocol.RunStateParams[] = [];
  const server = await start(context, {
    prepare: (connection) =>
      connection.onNotification(protocol.runState, (params: protocol.RunStateParams) => {
        states.push(params);
      }),
  });
  await server.open('a.flow.json', flowText({ url }));
  const source = new CancellationTokenSource();
  const params = { uri: server.uri('a.flow.json'), node: 'get-order' };
  const running = server.connection.sendRequest(protocol.runNode, params, source.token);
  await arrived.promise;
  await assert.rejects(run(server), /is running already/);
  source.cancel();
  await assert.rejects(running, (error: { code?: number }) => error.code === -32800);
  await closed.promise;
  assert.equal(states.at(-1)?.nodes[0]?.phase, 'finished');
  assert.equal(states.at(-1)?.nodes[0]?.mark, undefined);
});

test('what a broken connection left claims no result under a JSONPath', async (context) => {
  const { url } = await listen(context, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"status":"ok"}', () => response.socket?.destroy());
  });
  const server = await start(context);
  const parts = { endpoint: { elementValidation: '$.status' }, node: { results: { ok: 'done' } } };
  await server.open('a.flow.json', flowText({ url, ...parts }));
  assert.equal((await run(server)).branch?.key, 'other');
});

test('a cancelled run keeps no branch, even where the status was known and the rest is still being read', async (context) => {
  const { url } = await listen(context, (_request, response) => {
    const items = Array.from({ length: 300_000 }, (_, id) => ({ id }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items }));
  });
  const known = signal();
  const states: protocol.RunStateParams[] = [];
  const server = await start(context, {
    prepare: (connection) =>
      connection.onNotification(protocol.runState, (params: protocol.RunStateParams) => {
        states.push(params);
        if (params.nodes[0]?.phase === 'running' && params.nodes[0].mark !== undefined) known.resolve();
      }),
  });
  await server.open('a.flow.json', flowText({ url, endpoint: { baseElement: '$..*' } }));
  const source = new CancellationTokenSource();
  const params = { uri: server.uri('a.flow.json'), node: 'get-order' };
  const running = server.connection.sendRequest(protocol.runNode, params, source.token);
  await known.promise;
  source.cancel();
  await assert.rejects(running, (error: { code?: number }) => error.code === -32800);
  const [last] = states.at(-1)?.nodes ?? [];
  assert.deepEqual([last?.phase, last?.mark], ['finished', undefined]);
});
