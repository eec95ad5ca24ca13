import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { listen, run, start } from '../support/liveRun';

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

test('a secret asks once for an origin and a flow, and every time where it would go unencrypted', async (context) => {
  const asked: string[] = [];
  const server = await start(context, {
    files: { 'http-client.private.env.json': JSON.stringify({ dev: { KEY: 'a-secret-key' } }) },
    prepare: (connection) =>
      connection.onRequest(protocol.consent, ({ message }: protocol.ConsentParams) => {
        asked.push(message);
        return true;
      }),
  });
  const endpoint = { headers: { Authorization: 'Bearer {{KEY}}' } };
  const questionsOf = async (name: string, url: string): Promise<number> => {
    const before = asked.length;
    await server.open(name, flowText({ url, endpoint }));
    const params = { uri: server.uri(name), node: 'get-order' };
    await server.connection.sendRequest(protocol.runNode, params);
    await server.connection.sendRequest(protocol.runNode, params);
    return asked.length - before;
  };
  assert.equal(await questionsOf('a.flow.json', 'https://service.invalid'), 1);
  assert.equal(await questionsOf('b.flow.json', 'https://service.invalid'), 1);
  assert.equal(await questionsOf('c.flow.json', 'http://service.invalid'), 2);
  assert.match(asked.at(-1) ?? '', /without encryption/);
});
