import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { flowLens, listen, run, start } from '../support/liveRun';

/** A client like ours that keeps no secrets and answers no questions. */
const noQuestions = { ...flowLens, experimental: { flowLens: ['runState'] } };

test('variables that nothing gives are asked for, and the last answer is offered', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const asked: protocol.AskParams[] = [];
  const server = await start(context, {
    prepare: (connection) =>
      connection.onRequest(protocol.ask, (params: protocol.AskParams) => {
        asked.push(params);
        return asked.length < 3 ? 'A 1' : null;
      }),
  });
  await server.open('a.flow.json', flowText({ url: `${url}/orders/[[orderId]]` }));
  await run(server);
  await run(server);
  await assert.rejects(run(server), /\[\[orderId\]\]/);
  assert.deepEqual(seen, ['GET /orders/A%201', 'GET /orders/A%201']);
  assert.deepEqual(
    asked.map(({ variable, suggestion }) => [variable, suggestion]),
    [
      ['orderId', undefined],
      ['orderId', 'A 1'],
      ['orderId', 'A 1'],
    ],
  );
});

test('a secret of the private file is sent and shown nowhere', async (context) => {
  const secret = 's3cr3t/value+1';
  let received: string | undefined;
  const { url } = await listen(context, (request, response) => {
    received = request.headers.authorization;
    const basic = Buffer.from(`user:${secret}`).toString('base64');
    response.writeHead(200, { 'content-type': 'application/json', 'x-echo': secret });
    response.end(JSON.stringify({ secret, basic, url: encodeURIComponent(secret) }));
  });
  const server = await start(context, {
    files: {
      'http-client.env.json': `{ "dev": { "base": "${url}" } }`,
      'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }),
    },
  });
  await server.open(
    'a.flow.json',
    flowText({ url: '{{base}}', endpoint: { headers: { Authorization: 'Bearer {{KEY}}' } } }),
  );
  const result = await run(server);
  const preview: protocol.PreviewNodeResult = await server.connection.sendRequest(protocol.previewNode, {
    uri: server.uri('a.flow.json'),
    node: 'get-order',
  });
  const opened = await server.connection.sendRequest(protocol.openResponse, {
    uri: server.uri('a.flow.json'),
    node: 'get-order',
  });
  assert.equal(received, `Bearer ${secret}`);
  assert.equal(result.environment, 'dev');
  assert.deepEqual(preview.request.headers, [['authorization', 'Bearer ••••']]);
  const shown = JSON.stringify([result, preview, opened]);
  for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, -4)]) {
    assert.equal(shown.includes(form), false, `shows ${form}`);
  }
});

test('an environment must be picked where there are several, and nothing is guessed', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const server = await start(context, {
    files: { 'http-client.env.json': JSON.stringify({ dev: { base: url }, production: { base: url } }) },
  });
  await server.open('a.flow.json', flowText({ url: '{{base}}/x' }));
  await assert.rejects(run(server), /\{\{base\}\} has no value \(no environment is chosen\)/);
  assert.deepEqual(seen, []);
  await server.connection.sendNotification(protocol.selectEnvironment, { environment: 'dev' });
  assert.equal((await run(server)).environment, 'dev');
  const list = await server.connection.sendRequest(protocol.environments, { uri: server.uri('a.flow.json') });
  assert.deepEqual(list, { names: ['dev', 'production'], active: 'dev' });
});

/** How often a run asks for a secret in each of two runs, and what the client may remember. */
async function questionsOf(
  context: Parameters<typeof start>[0],
  url: string,
  capabilities = flowLens,
): Promise<{ readonly messages: string[]; readonly approvals: (protocol.Approval | undefined)[] }> {
  const messages: string[] = [];
  const approvals: (protocol.Approval | undefined)[] = [];
  const server = await start(context, {
    capabilities,
    files: { 'http-client.private.env.json': JSON.stringify({ dev: { KEY: 'a-secret-key' } }) },
    prepare: (connection) => {
      connection.onRequest(protocol.consent, ({ message, approval }: protocol.ConsentParams) => {
        messages.push(message);
        approvals.push(approval);
        return true;
      });
      connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
        messages.push(message);
        return { title: 'Send KEY' };
      });
    },
  });
  await server.open('a.flow.json', flowText({ url, endpoint: { headers: { Authorization: 'Bearer {{KEY}}' } } }));
  await run(server);
  await run(server);
  return { messages, approvals };
}

test('the client is told by what it may remember a yes for a secret, and asked each time', async (context) => {
  const { messages, approvals } = await questionsOf(context, 'https://service.invalid');
  assert.deepEqual(messages, Array(2).fill('Send KEY to https://service.invalid?'));
  assert.deepEqual(approvals[1], { secret: 'KEY', origin: 'https://service.invalid', environment: 'dev' });
});

test('a secret that would go unencrypted asks every time, and nothing is remembered', async (context) => {
  const { messages, approvals } = await questionsOf(context, 'http://service.invalid');
  assert.deepEqual(messages, Array(2).fill('Send KEY to http://service.invalid without encryption?'));
  assert.deepEqual(approvals, [undefined, undefined]);
});

test('for a client that remembers nothing, a yes for a secret counts as long as the server runs', async (context) => {
  const { messages } = await questionsOf(context, 'https://service.invalid', noQuestions);
  assert.deepEqual(messages, ['get-order: Send KEY to https://service.invalid?']);
});

test('an unsafe method asks once for an endpoint, and every time in a guarded environment', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const asked: string[] = [];
  const server = await start(context, {
    files: { 'http-client.env.json': '{ "dev": {}, "production": {} }' },
    prepare: (connection) =>
      connection.onRequest(protocol.consent, ({ message }: protocol.ConsentParams) => {
        asked.push(message);
        return true;
      }),
  });
  await server.open('a.flow.json', flowText({ url, endpoint: { method: 'POST' } }));
  for (const environment of ['dev', 'production']) {
    await server.connection.sendNotification(protocol.selectEnvironment, { environment });
    await run(server);
    await run(server);
  }
  const question = (environment: string): string => `Send POST to ${url} in "${environment}"?`;
  assert.deepEqual(asked, [question('dev'), question('production'), question('production')]);
  assert.equal(seen.length, 4);
});
