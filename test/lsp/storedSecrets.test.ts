import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { flowLens, listen, run, start } from '../support/liveRun';

const capabilities = { ...flowLens, experimental: { flowLens: ['runState', 'consent', 'secret'] } };
const value = 'kept by "the" system';

/** A flow that sends `{{KEY}}`, in the environment `dev`; the client keeps that, and whatever else is asked is remembered. */
async function startKeeping(
  context: TestContext,
  {
    privateFile = {},
    trusted = true,
    features = capabilities,
  }: { privateFile?: object; trusted?: boolean; features?: typeof flowLens },
) {
  const received: (string | undefined)[] = [];
  const asked: protocol.SecretParams[] = [];
  const { url } = await listen(context, (request, response) => {
    received.push(request.headers.authorization);
    response.end(JSON.stringify({ echo: request.headers.authorization ?? null }));
  });
  const server = await start(context, {
    capabilities: features,
    initializationOptions: { trusted },
    files: {
      'http-client.env.json': JSON.stringify({ dev: { base: url, KEY: 'committed' } }),
      'http-client.private.env.json': JSON.stringify({ dev: privateFile }),
    },
    prepare: (connection) =>
      connection.onRequest(protocol.secret, (params: protocol.SecretParams): protocol.SecretResult => {
        asked.push(params);
        return params.name === 'KEY' ? value : null;
      }),
  });
  const headers = { Authorization: 'Bearer {{KEY}}', 'X-Other': '{{KEY}}' };
  await server.open('a.flow.json', flowText({ url: '{{base}}', endpoint: { headers } }));
  return { server, received, asked };
}

test('a secret that the client keeps is sent, asked for by environment and flow, and shown nowhere', async (context) => {
  const { server, received, asked } = await startKeeping(context, {});
  const result = await run(server);
  assert.deepEqual(received, [`Bearer ${value}`]);
  assert.deepEqual(
    asked,
    ['base', 'KEY'].map((name) => ({ uri: server.uri('a.flow.json'), environment: 'dev', name })),
  );
  const preview = await server.connection.sendRequest(protocol.previewNode, {
    uri: server.uri('a.flow.json'),
    node: 'get-order',
  });
  const shown = JSON.stringify([result, preview]);
  assert.match(shown, /••••/);
  for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
    assert.equal(shown.includes(form), false, form);
  }
});

test('a secret that the client keeps is part of a cURL command too: hidden, and shown where that is asked for', async (context) => {
  const { server } = await startKeeping(context, {});
  const copy = (reveal: boolean): Promise<protocol.CurlResult> =>
    server.connection.sendRequest(protocol.curl, { uri: server.uri('a.flow.json'), node: 'get-order', reveal });
  const { command, hidden } = await copy(false);
  assert.deepEqual([command.includes(value), command.includes('committed'), hidden], [false, false, true]);
  assert.ok((await copy(true)).command.includes(value));
});

test('the private file wins over what the client keeps', async (context) => {
  const { server, received } = await startKeeping(context, { privateFile: { KEY: 'from the file' } });
  await run(server);
  assert.deepEqual(received, ['Bearer from the file']);
});

test('a client that keeps none is not asked, and in an untrusted workspace none is', async (context) => {
  const features = { ...flowLens, experimental: { flowLens: ['runState'] } };
  const without = await startKeeping(context, { features });
  await run(without.server);
  assert.deepEqual([without.received, without.asked], [['Bearer committed'], []]);
  const untrusted = await startKeeping(context, { trusted: false });
  await assert.rejects(run(untrusted.server), /not trusted/);
  await untrusted.server.connection.sendRequest(protocol.previewNode, {
    uri: untrusted.server.uri('a.flow.json'),
    node: 'get-order',
  });
  assert.deepEqual(untrusted.asked, []);
});

test('what has no value is named in the error, so that it can be set', async (context) => {
  const { server } = await startKeeping(context, {});
  await server.open('b.flow.json', flowText({ url: '{{base}}/{{OTHER}}' }));
  const params = { uri: server.uri('b.flow.json'), node: 'get-order' };
  await assert.rejects(server.connection.sendRequest(protocol.runNode, params), (error: { data?: unknown }) => {
    assert.deepEqual(error.data, { missing: ['{{OTHER}}'] });
    return true;
  });
});
