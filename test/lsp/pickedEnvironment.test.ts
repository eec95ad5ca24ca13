import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { signal, start } from '../support/liveRun';

test('when an environment is picked, findings and the lenses that count them are asked for anew', async (context) => {
  let expected = new Map<string, () => void>();
  const refresh = (what: string) => () => {
    expected.get(what)?.();
    return null;
  };
  const server = await start(context, {
    files: {
      'http-client.env.json': '{ "dev": { "ordersApi": "http://127.0.0.1:9" }, "test": {} }',
      'flow-lens.config.json': '{ "rules": { "undefined-environment-value": "error" } }',
    },
    prepare: (connection) => {
      connection.onRequest('workspace/diagnostic/refresh', refresh('diagnostics'));
      connection.onRequest('workspace/codeLens/refresh', refresh('lenses'));
    },
  });
  await server.open('a.flow.json', flowText({ url: '{{ordersApi}}' }));
  const codes = async () => (await server.diagnostics('a.flow.json')).map(({ code }) => code);
  const title = async () => {
    const textDocument = { uri: server.uri('a.flow.json') };
    const [lens]: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', { textDocument });
    const { command }: CodeLens = await server.connection.sendRequest('codeLens/resolve', lens);
    return command?.title;
  };
  assert.deepEqual(await codes(), []);
  assert.match((await title()) ?? '', /Run$/);
  const [diagnostics, lenses] = [signal(), signal()];
  expected = new Map([
    ['diagnostics', diagnostics.resolve],
    ['lenses', lenses.resolve],
  ]);
  await server.connection.sendNotification(protocol.selectEnvironment, { environment: 'test' });
  await Promise.all([diagnostics.promise, lenses.promise]);
  assert.deepEqual(await codes(), ['undefined-environment-value']);
  assert.match((await title()) ?? '', /Run · 1 error$/);
});
