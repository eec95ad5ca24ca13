import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { flowText } from '../support/flows';
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
