import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunResult } from '#core/request/runResult';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { flowLens, listen, run, start } from '../support/liveRun';
import { loginFlow, responses } from '../support/loginFlow';

/** A client that answers no questions about values. */
const capabilities = { ...flowLens, experimental: { flowLens: ['runState', 'consent'] } };

const token = 'tok/en+of the session';

async function listenAsApi(context: Parameters<typeof listen>[0]) {
  const authorizations: (string | undefined)[] = [];
  const api = await listen(context, (request, response) => {
    authorizations.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ token, customer: { id: 'c/1' }, echo: request.headers.authorization ?? null }));
  });
  return { ...api, authorizations };
}

test('the answer of one node feeds the next, and a token in it is hidden from both on', async (context) => {
  const { url, seen, authorizations } = await listenAsApi(context);
  const server = await start(context, { capabilities });
  await server.open('a.flow.json', loginFlow(url));
  await assert.rejects(run(server), /\[\[login:customer\.id\]\], \[\[auth:token\]\] have no value/);
  const login = await run(server, 'login');
  const order = await run(server);
  assert.deepEqual(seen, ['GET /login', 'GET /orders/c%2F1']);
  assert.deepEqual(authorizations, [undefined, `Bearer ${token}`]);
  assert.deepEqual(login.variables['auth:customer.id'], 'c/1');
  for (const result of [login, order]) {
    assert.match(JSON.stringify(result), /••••/);
    assert.equal(JSON.stringify(result).includes(token), false);
  }
});

test('a run to a node runs those first that it needs, and each shows its branch', async (context) => {
  const { url, seen } = await listenAsApi(context);
  const states: protocol.RunStateParams[] = [];
  const server = await start(context, {
    prepare: (connection) =>
      connection.onNotification(protocol.runState, (params: protocol.RunStateParams) => {
        states.push(params);
      }),
  });
  await server.open('a.flow.json', loginFlow(url));
  const result: RunResult = await server.connection.sendRequest(protocol.runNode, {
    uri: server.uri('a.flow.json'),
    node: 'get-order',
    toHere: true,
  });
  assert.equal(result.node, 'get-order');
  assert.deepEqual(seen, ['GET /login', 'GET /orders/c%2F1']);
  assert.deepEqual(
    states.at(-1)?.nodes.map(({ node, mark }) => [node, mark?.outcome]),
    [
      ['login', 'success'],
      ['get-order', 'success'],
    ],
  );
});

test('a flow is checked once for what the runs to a node have shown', async (context) => {
  const { url } = await listenAsApi(context);
  let refreshes = 0;
  const server = await start(context, {
    prepare: (connection) =>
      connection.onRequest('workspace/diagnostic/refresh', () => {
        refreshes++;
        return null;
      }),
  });
  await server.open('a.flow.json', loginFlow(url));
  const params = { uri: server.uri('a.flow.json'), node: 'get-order', toHere: true };
  await server.connection.sendRequest(protocol.runNode, params);
  // What the start of the server and the first run had to say is over.
  refreshes = 0;
  await server.connection.sendRequest(protocol.runNode, params);
  assert.equal(refreshes, 1);
});

test('nothing is sent for a node where the one before it takes a branch that does not lead there', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.writeHead(403).end());
  const server = await start(context);
  await server.open('a.flow.json', loginFlow(url));
  const params = { uri: server.uri('a.flow.json'), node: 'get-order', toHere: true };
  await assert.rejects(
    server.connection.sendRequest(protocol.runNode, params),
    /Nothing was sent for "get-order": "login" takes "403", which leads to "end"/,
  );
  assert.deepEqual(seen, ['GET /login']);
});

test('what an API has given is not remembered in another environment', async (context) => {
  const { url } = await listenAsApi(context);
  const server = await start(context, { capabilities, files: { 'http-client.env.json': '{ "dev": {}, "test": {} }' } });
  await server.open('a.flow.json', loginFlow(url));
  await server.connection.sendNotification(protocol.selectEnvironment, { environment: 'dev' });
  await run(server, 'login');
  await server.connection.sendNotification(protocol.selectEnvironment, { environment: 'test' });
  await assert.rejects(run(server), /have no value \(the environment is "test"\)/);
  await server.connection.sendNotification(protocol.selectEnvironment, { environment: 'dev' });
  assert.equal((await run(server)).branch?.key, '200');
});

test('a token goes to another origin than the one that gave it only with a yes', async (context) => {
  const { url } = await listenAsApi(context);
  const asked: protocol.ConsentParams[] = [];
  const server = await start(context, {
    prepare: (connection) =>
      connection.onRequest(protocol.consent, (params: protocol.ConsentParams) => {
        asked.push(params);
        return false;
      }),
  });
  await server.open('a.flow.json', loginFlow(url, 'https://elsewhere.invalid'));
  await run(server, 'login');
  await assert.rejects(
    run(server),
    /Nothing was sent: Send \[\[auth:token\]\], which .* has given, to https:\/\/elsewhere\.invalid/,
  );
  assert.deepEqual(
    asked.map(({ approval }) => approval),
    [{ secret: `[[auth:token]] of ${url}`, origin: 'https://elsewhere.invalid', environment: null }],
  );
});

/** A flow without endpoints of its own around one node. */
function flowAround(name: string, node: object): string {
  const nodes = {
    [name]: { type: 'api-integration', results: { '200': 'end' }, responses, ...node },
    end: { type: 'end' },
  };
  return flowText({ flow: { name, imports: ['library.flow.json'], endpoints: {}, start: name, nodes } });
}

test('a token is hidden in every flow from the first answer on, whichever file sends it on', async (context) => {
  const { url } = await listenAsApi(context);
  const endpoints = {
    auth: { url: `${url}/login`, elementValidation: 'HTTP_RESPONSE_CODE' },
    echo: { url: `${url}/echo`, elementValidation: 'HTTP_RESPONSE_CODE' },
  };
  const headers = { 'X-Api-Key': '[[auth:token]]' };
  const files = {
    'library.flow.json': flowText({
      flow: { name: 'library', endpoints, start: 'end', nodes: { end: { type: 'end' } } },
    }),
    'a.flow.json': flowAround('login', { endpoint: 'auth' }),
    'b.flow.json': flowAround('get-order', { endpoint: 'echo', headers }),
    'c.flow.json': flowAround('look', { endpoint: 'echo' }),
  };
  const server = await start(context, { capabilities, files });
  await server.connection.sendRequest(protocol.checkWorkspace, {});
  for (const [file, node] of [
    ['a', 'login'],
    ['b', 'get-order'],
    ['c', 'look'],
  ] as const) {
    const params = { uri: server.uri(`${file}.flow.json`), node };
    const result = JSON.stringify(await server.connection.sendRequest(protocol.runNode, params));
    assert.match(result, /••••/, node);
    assert.equal(result.includes(token), false, node);
  }
});
