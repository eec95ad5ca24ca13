import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  ClientCapabilities,
  PrepareRenameResult,
  ProgressToken,
  RenameFilesParams,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, positionOf, pulling } from '../support/languageServer';
import { start } from '../support/liveRun';

const editing: ClientCapabilities = {
  textDocument: { ...pulling.textDocument, rename: { prepareSupport: true } },
  workspace: {
    ...pulling.workspace,
    fileOperations: { willRename: true },
  },
  window: { workDoneProgress: true },
};

const library = JSON.stringify(
  {
    version: 1,
    name: 'library',
    endpoints: { orders: { url: 'https://orders.example.com', elementValidation: 'HTTP_RESPONSE_CODE' } },
  },
  null,
  2,
);

function importing(name: string): string {
  const text = { text: 'It is [[orders:status]]' };
  return flowText({ flow: { name, imports: ['./library.flow.json'], endpoints: {} }, node: text });
}

function renameEndpoint(server: LanguageServer, newName: string, workDoneToken?: ProgressToken) {
  return {
    textDocument: { uri: server.uri('library.flow.json') },
    position: positionOf(library, 'orders'),
    newName,
    ...(workDoneToken === undefined ? {} : { workDoneToken }),
  };
}

test('a name is renamed in all files, each in the version that the editor has', async (context) => {
  const files = { 'library.flow.json': library, 'a.flow.json': importing('a'), 'b.flow.json': importing('b') };
  const server = await start(context, { capabilities: editing, files });
  assert.deepEqual(server.initialized.capabilities.renameProvider, { prepareProvider: true, workDoneProgress: true });
  await server.open('library.flow.json', library);
  const prepared: PrepareRenameResult | null = await server.connection.sendRequest(
    'textDocument/prepareRename',
    renameEndpoint(server, ''),
  );
  const { line, character } = positionOf(library, 'orders');
  assert.deepEqual(prepared, {
    range: { start: { line, character }, end: { line, character: character + 'orders'.length } },
    placeholder: 'orders',
  });
  const edit: WorkspaceEdit = await server.connection.sendRequest(
    'textDocument/rename',
    renameEndpoint(server, 'shop-orders'),
  );
  const changes = (edit.documentChanges ?? []) as TextDocumentEdit[];
  assert.deepEqual(
    changes.map(({ textDocument }) => textDocument),
    [
      { uri: server.uri('library.flow.json'), version: 1 },
      { uri: server.uri('a.flow.json'), version: null },
      { uri: server.uri('b.flow.json'), version: null },
    ],
  );
});

test('a client that knows no versions gets plain changes, and what is refused says why', async (context) => {
  const server = await start(context, {
    capabilities: { ...pulling, workspace: { ...pulling.workspace, workspaceEdit: {} } },
    files: { 'library.flow.json': library, 'a.flow.json': importing('a') },
  });
  assert.deepEqual(server.initialized.capabilities.renameProvider, { workDoneProgress: true });
  await server.open('library.flow.json', library);
  const edit: WorkspaceEdit = await server.connection.sendRequest(
    'textDocument/rename',
    renameEndpoint(server, 'shop-orders'),
  );
  assert.deepEqual(Object.keys(edit.changes ?? {}), [server.uri('library.flow.json'), server.uri('a.flow.json')]);
  await assert.rejects(
    server.connection.sendRequest('textDocument/rename', renameEndpoint(server, 'session')),
    /"session" is a prefix of the platform's own placeholders/,
  );
});

test('a file that is renamed keeps its importers and its imports', async (context) => {
  const files = {
    'library.flow.json': library,
    'a.flow.json': importing('a'),
    'deep/b.flow.json': importing('b').replace('./library', '../library'),
  };
  const server = await start(context, { capabilities: editing, files });
  const registered = server.initialized.capabilities.workspace?.fileOperations?.willRename?.filters ?? [];
  assert.deepEqual(
    registered.map(({ pattern }) => pattern.glob),
    ['**/*.flow.json', '**'],
  );
  const ask = (params: RenameFilesParams): Promise<WorkspaceEdit | null> =>
    server.connection.sendRequest('workspace/willRenameFiles', params);
  const unsaved = importing('a').replace('./library', 'library');
  await server.open('a.flow.json', unsaved);
  const toNewTexts = (edit: WorkspaceEdit | null) =>
    ((edit?.documentChanges ?? []) as TextDocumentEdit[]).map(({ textDocument, edits }) => [
      textDocument.uri.slice(server.uri('').length),
      ...edits.map((one) => ('newText' in one ? one.newText : '')),
    ]);
  const move = (from: string, to: string) => ({ files: [{ oldUri: server.uri(from), newUri: server.uri(to) }] });
  assert.deepEqual(toNewTexts(await ask(move('library.flow.json', 'shared/endpoints.flow.json'))).sort(), [
    ['/a.flow.json', '"shared/endpoints.flow.json"'],
    ['/deep/b.flow.json', '"../shared/endpoints.flow.json"'],
  ]);
  assert.deepEqual(toNewTexts(await ask(move('deep', 'deeper/down'))), [
    ['/deep/b.flow.json', '"../../library.flow.json"'],
  ]);
  assert.equal(await ask(move('deep', 'shallow')), null);
});

test('a flow that moves keeps the API descriptions of its endpoints, but not those that are no files', async (context) => {
  const described = (file: string) => ({ endpoint: { openapi: { file, operation: 'GET /' } } });
  const server = await start(context, {
    capabilities: editing,
    files: {
      'a.flow.json': flowText(described('./api/orders.yaml')),
      'b.flow.json': flowText({ ...described('https://example.com/orders.yaml'), flow: { name: 'b' } }),
    },
  });
  const edit: WorkspaceEdit = await server.connection.sendRequest('workspace/willRenameFiles', {
    files: ['a', 'b'].map((name) => ({
      oldUri: server.uri(`${name}.flow.json`),
      newUri: server.uri(`flows/${name}.flow.json`),
    })),
  });
  const changes = (edit.documentChanges ?? []) as TextDocumentEdit[];
  assert.deepEqual(
    changes.map(({ edits }) => edits.map((one) => ('newText' in one ? one.newText : ''))),
    [['"../api/orders.yaml"']],
  );
});

test('renaming in a large workspace reports its progress, and can be cancelled', async (context) => {
  const names = Array.from({ length: 1_000 }, (_, index) => `flow-${index}`);
  const using = Object.fromEntries(names.map((name) => [`${name}.flow.json`, importing(name)]));
  const server = await start(context, {
    capabilities: editing,
    files: { 'library.flow.json': library, ...using },
  });
  await server.open('library.flow.json', library);
  const reports: string[] = [];
  server.connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
    reports.push(value.kind);
  });
  await server.diagnostics('library.flow.json');

  const source = new CancellationTokenSource();
  const cancelled = server.connection.sendRequest('textDocument/rename', renameEndpoint(server, 'a'), source.token);
  source.cancel();
  await assert.rejects(cancelled, (error: { code?: number }) => error.code === -32800);

  const edit: WorkspaceEdit = await server.connection.sendRequest(
    'textDocument/rename',
    renameEndpoint(server, 'shop-orders', 'renaming'),
  );
  assert.equal(edit.documentChanges?.length, 1 + names.length);
  assert.deepEqual([reports[0], reports.at(-1)], ['begin', 'end']);
  assert.ok(reports.includes('report'));
});
