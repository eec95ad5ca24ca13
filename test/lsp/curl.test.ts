import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { ProtocolConnection } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import type { LanguageServer } from '../support/languageServer';
import { listen, run, signal, start } from '../support/liveRun';
import { readCurl } from '../support/readCurl';

const secret = 's3cr3t/value+1';
const files = { 'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }) };
const endpoint = { headers: { 'X-Key': '{{KEY}}' } };

function curlOf(server: LanguageServer, more: Partial<protocol.CurlParams> = {}): Promise<protocol.CurlResult> {
  return server.connection.sendRequest(protocol.curl, { uri: server.uri('a.flow.json'), node: 'get-order', ...more });
}

/** A server that has read these settings of its client: it then asks for new diagnostics. */
async function startWith(context: TestContext, run: object, prepare = (_: ProtocolConnection): void => undefined) {
  const settingsRead = signal();
  const server = await start(context, {
    files,
    settings: { run },
    prepare: (connection) => {
      connection.onRequest('workspace/diagnostic/refresh', () => {
        settingsRead.resolve();
        return null;
      });
      prepare(connection);
    },
  });
  await settingsRead.promise;
  return server;
}

test('a node gives its request as cURL: secrets hidden, and shown where they are asked for', async (context) => {
  const server = await start(context, { files });
  await server.open('a.flow.json', flowText({ url: 'https://api.example.com/x', endpoint }));
  const { command, hidden, missing, notes } = await curlOf(server);
  assert.equal(command.includes(secret), false);
  assert.deepEqual([hidden, missing, notes], [true, [], []]);
  const revealed = await curlOf(server, { reveal: true });
  assert.deepEqual(readCurl(revealed.command).fields, [['X-Key', secret]]);
  assert.equal(revealed.hidden, false);
});

test('the setting that shows secrets shows them in results, and not in what is copied', async (context) => {
  const { url } = await listen(context, (request, response) => response.end(request.headers['x-key']));
  const server = await startWith(context, { revealSecrets: true });
  await server.open('a.flow.json', flowText({ url, endpoint }));
  const { request, response } = await run(server);
  assert.deepEqual([request.headers, response?.body], [[['x-key', secret]], secret]);
  const { command, hidden } = await curlOf(server);
  assert.deepEqual([command.includes(secret), hidden], [false, true]);
});

test('what has no value is named, and what keeps the request from being sent', async (context) => {
  const server = await start(context);
  const node = { headers: { Host: 'x', 'X-Trace': 'a\nb' } };
  await server.open('a.flow.json', flowText({ url: '{{base}}/[[id]]', node }));
  const { command, hidden, missing, notes } = await curlOf(server);
  assert.equal(readCurl(command).url, '{{base}}/[[id]]');
  assert.deepEqual([hidden, missing, notes.length], [false, ['{{base}}', '[[id]]'], 2]);
});

test('a node that is not there fails with a word', async (context) => {
  const server = await start(context);
  await server.open('a.flow.json', flowText());
  await assert.rejects(curlOf(server, { node: 'nobody' }), /No API Integration node has the id "nobody"/);
});

test('where asking is switched off, a run refuses and names what has no value', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const asked: protocol.AskParams[] = [];
  const server = await startWith(context, { promptForVariables: false }, (connection) =>
    connection.onRequest(protocol.ask, (params: protocol.AskParams) => {
      asked.push(params);
      return 'A';
    }),
  );
  await server.open('a.flow.json', flowText({ url: `${url}/[[orderId]]/[[parcelId]]` }));
  await assert.rejects(run(server), /\[\[orderId\]\], \[\[parcelId\]\] have no value/);
  assert.deepEqual([asked, seen], [[], []]);
});
