import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { type LanguageServer, pulling } from '../support/languageServer';
import { start } from '../support/liveRun';

const creating = {
  ...pulling,
  workspace: {
    ...pulling.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] },
  },
};

const description = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Orders' },
  servers: [{ url: 'https://api.example.com' }],
  paths: { '/orders': { get: { operationId: 'list', responses: { 200: {}, 404: {} } }, patch: {} } },
});

/** The texts that an edit makes, by file name; those that are there already are read from disk. */
function textsAfter({ edit }: protocol.AddedRequests, server: LanguageServer): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const change of edit.documentChanges) {
    if (change.kind === 'create') texts[change.uri] = '';
    else {
      const { uri } = change.textDocument;
      const text = texts[uri] ?? readFileSync(new URL(uri), 'utf8');
      const edits = change.edits.map(({ range, newText }) => ({ range, newText }));
      texts[uri] = TextDocument.applyEdits(TextDocument.create(uri, '', 1, text), edits);
    }
  }
  return Object.fromEntries(
    Object.entries(texts).map(([uri, text]) => [uri.replace(`${server.uri('')}`, '').replace(/^\//, ''), text]),
  );
}

test('a curl command becomes a new flow, its secret kept where git can not publish it', async (context) => {
  const server = await start(context, { capabilities: creating });
  const added: protocol.PasteCurlResult = await server.connection.sendRequest(protocol.pasteCurl, {
    uri: null,
    folder: server.uri(''),
    command: `curl -L https://api.example.com/orders -H 'Authorization: Bearer 0123456789abcdef'`,
  });
  const texts = textsAfter(added, server);
  assert.deepEqual(Object.keys(texts).sort(), [
    'flow-lens.config.json',
    'http-client.private.env.json',
    'orders.flow.json',
  ]);
  assert.doesNotMatch(texts['orders.flow.json'] ?? '', /0123456789abcdef/);
  assert.match(texts['http-client.private.env.json'] ?? '', /"ORDERS_KEY": "0123456789abcdef"/);
  assert.equal(
    added.message,
    '"get-orders" was added. {{ORDERS_KEY}} went to http-client.private.env.json, which is not committed. Redirects are not followed (-L): a result takes their status',
  );
  assert.deepEqual([added.uri, added.unset], [server.uri('orders.flow.json'), []]);
});

test('what can not be added is refused in words for a person', async (context) => {
  const server = await start(context, { capabilities: creating });
  await server.open('a.flow.json', '{');
  const ask = (params: object) => server.connection.sendRequest(protocol.pasteCurl, params);
  const refused = { code: LSPErrorCodes.RequestFailed };
  const uri = server.uri('a.flow.json');
  await assert.rejects(ask({ uri, command: 'curl x' }), { ...refused, message: /The flow is no valid JSON/ });
  await assert.rejects(ask({ uri, command: 'curl -F a=b x' }), { ...refused, message: /-F/ });
  await assert.rejects(ask({ uri: null, command: 'curl x' }), { ...refused, message: /no[nt].*open/ });
});

test('operations of a description are listed, and those that are chosen added', async (context) => {
  const server = await start(context, { capabilities: creating, files: { 'api/orders.json': description } });
  await server.open('a.flow.json', flowText({ url: 'https://x.example' }));
  const file = server.uri('api/orders.json');
  const list = await server.connection.sendRequest(protocol.apiOperations, { file });
  assert.deepEqual(list, {
    title: 'Orders',
    leftOut: 1,
    operations: [{ key: 'GET /orders', summary: null, tag: null, isDeprecated: false, statuses: ['200', '404'] }],
  });
  const params = { uri: server.uri('a.flow.json'), file, operations: ['GET /orders'], withNodes: true };
  writeFileSync(join(server.folder, 'a.flow.json'), flowText({ url: 'https://x.example' }));
  const texts = textsAfter(await server.connection.sendRequest(protocol.addOperations, params), server);
  const { endpoints, nodes } = JSON.parse(texts['a.flow.json'] ?? '');
  assert.deepEqual(endpoints.list.openapi, { file: './api/orders.json', operation: 'GET /orders' });
  assert.deepEqual(Object.keys(nodes['call-list'].results), ['200', '404']);
  await assert.rejects(server.connection.sendRequest(protocol.apiOperations, { file: server.uri('none.json') }), {
    message: `The API description "none.json" can't be read: there is no such file`,
  });
});

test('what a description documents is compared with results, and again when it changes', async (context) => {
  const settings = { rules: { 'documented-status-unmapped': 'information' } };
  let refreshed = (): void => undefined;
  const watched: unknown[] = [];
  const server = await start(context, {
    capabilities: {
      ...pulling,
      workspace: { ...pulling.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
    settings,
    files: { 'orders.json': description },
    prepare: (connection) => {
      connection.onRequest('workspace/diagnostic/refresh', () => {
        refreshed();
        return null;
      });
      connection.onRequest('client/registerCapability', (params) => {
        watched.push(params);
        return null;
      });
    },
  });
  const openapi = { file: 'orders.json', operation: 'GET /orders' };
  await server.open('a.flow.json', flowText({ url: 'https://x.example', endpoint: { openapi } }));
  const found = async (): Promise<readonly string[]> => {
    const items = await server.diagnostics('a.flow.json');
    return items.filter(({ code }) => code === 'documented-status-unmapped').map(({ message }) => String(message));
  };
  /** Asks until the answer is this one, each time that the server says that it may be another. */
  const until = async (wanted: readonly string[]): Promise<void> => {
    for (;;) {
      const again = new Promise<void>((resolve) => {
        refreshed = resolve;
      });
      if (JSON.stringify(await found()) === JSON.stringify(wanted)) return;
      await again;
    }
  };
  await until([]);
  writeFileSync(join(server.folder, 'orders.json'), description.replace('"404"', '"409"'));
  await server.tellChanged('orders.json', 2);
  await until(['The API documents "409", for which no result is mapped']);
  assert.match(JSON.stringify(watched), /\*\*\/orders\.json/);
});
