import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { startAnsweringServer } from '../support/httpServers';
import { flowLens, start } from '../support/liveRun';

test('a flow of a folder that is added later is known, until the folder is removed', async (context) => {
  const added = mkdtempSync(join(tmpdir(), 'flow-lens-added-'));
  context.after(() => rmSync(added, { recursive: true }));
  writeFileSync(join(added, 'b.flow.json'), flowText({ flow: { name: 'b' } }));
  let onRefresh = (): void => undefined;
  const refreshed = () =>
    new Promise<void>((resolve) => {
      onRefresh = resolve;
    });
  const capabilities = { ...flowLens, workspace: { ...flowLens.workspace, workspaceFolders: true } };
  const server = await start(context, {
    capabilities,
    prepare: (connection) =>
      connection.onRequest('workspace/diagnostic/refresh', () => {
        onRefresh();
        return null;
      }),
  });
  const codes = async () => (await server.diagnostics('a.flow.json')).map(({ code }) => code);
  await server.open(
    'a.flow.json',
    flowText({ node: { results: { '200': 'done', '404': 'not-found', '503': { flow: 'b' } } } }),
  );
  const change = async (event: object): Promise<void> => {
    const told = refreshed();
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await told;
  };
  const folder = { uri: pathToFileURL(added).href, name: 'added' };
  await change({ added: [folder], removed: [] });
  assert.deepEqual(await codes(), []);
  await change({ added: [], removed: [folder] });
  assert.deepEqual(await codes(), ['unknown-target']);
});

test('a flow that is opened from elsewhere has no namesake in the workspace, and is none there', async (context) => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'flow-lens-elsewhere-'));
  context.after(() => rmSync(elsewhere, { recursive: true }));
  const server = await start(context, { capabilities: flowLens });
  const text = flowText({ flow: { name: 'small' } });
  await server.open('a.flow.json', text);
  const uri = pathToFileURL(join(elsewhere, 'a.flow.json')).href;
  const textDocument = { uri, languageId: 'flow-json', version: 1, text };
  await server.connection.sendNotification('textDocument/didOpen', { textDocument });
  const { items } = await server.connection.sendRequest<{ items: readonly object[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  assert.deepEqual(items, []);
  assert.deepEqual(await server.diagnostics('a.flow.json'), []);
});

test('flows elsewhere know each other when one is run: what another of them sends as a credential stays hidden', async (context) => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'flow-lens-elsewhere-'));
  context.after(() => rmSync(elsewhere, { recursive: true }));
  const api = await startAnsweringServer('200 OK', '{"handle":"zebra-quartz-7712"}', 'application/json');
  context.after(() => api[Symbol.asyncDispose]());
  const login = { url: api.origin, elementValidation: 'HTTP_RESPONSE_CODE', baseElement: '$' };
  const texts = {
    'library.flow.json': flowText({ flow: { name: 'library', endpoints: { login }, start: undefined, nodes: {} } }),
    'a.flow.json': flowText({
      node: { endpoint: 'login' },
      flow: { name: 'a', imports: ['library.flow.json'], endpoints: {} },
    }),
    'b.flow.json': flowText({
      node: { headers: { Authorization: 'Bearer [[login:handle]]' } },
      flow: { name: 'b', imports: ['library.flow.json'] },
    }),
  };
  const server = await start(context, { capabilities: flowLens });
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(elsewhere, name), text);
    const textDocument = { uri: pathToFileURL(join(elsewhere, name)).href, languageId: 'flow-json', version: 1, text };
    await server.connection.sendNotification('textDocument/didOpen', { textDocument });
  }
  const uri = pathToFileURL(join(elsewhere, 'a.flow.json')).href;
  const { response } = await server.connection.sendRequest<protocol.RunNodeResult>('flowLens/runNode', {
    uri,
    node: 'get-order',
  });
  assert.equal(response?.body, '{"handle":"••••"}');
});
