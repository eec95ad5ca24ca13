import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities, CodeAction, TextDocumentEdit } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, positionOf, pulling } from '../support/languageServer';
import { start } from '../support/liveRun';

const workspace = {
  ...pulling.workspace,
  workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] },
};
const resolving: ClientCapabilities = {
  textDocument: {
    ...pulling.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
  workspace,
};

const text = flowText({ url: 'https://api.example.com/orders' });

/** The refactorings that a cursor has where `wanted` first stands. */
async function ask(server: LanguageServer, wanted: string, only: readonly string[]): Promise<CodeAction[]> {
  const position = positionOf(text, wanted, 1);
  return server.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: server.uri('a.flow.json') },
    range: { start: position, end: position },
    context: { diagnostics: [], only },
  });
}

test('refactorings are offered by their kinds, and come with their edits where the client asks once', async (context) => {
  const server = await start(context, { capabilities: { ...pulling, workspace } });
  assert.deepEqual(server.initialized.capabilities.codeActionProvider, {
    codeActionKinds: [
      'quickfix',
      'source.fixAll.flowLens',
      'refactor.extract',
      'refactor.inline',
      'refactor.move',
      'refactor.rewrite',
    ],
  });
  await server.open('a.flow.json', text);
  const [replace, ...others] = await ask(server, 'https:', ['refactor']);
  assert.deepEqual(others, []);
  assert.equal(replace?.title, 'Replace with {{exampleApi}} of http-client.env.json');
  const uris = ['a.flow.json', 'http-client.env.json', 'http-client.env.json'].map(server.uri);
  assert.deepEqual(
    replace.edit?.documentChanges?.map((change) =>
      'uri' in change ? change.uri : 'textDocument' in change && change.textDocument.uri,
    ),
    uris,
  );
  assert.deepEqual(await ask(server, 'https:', ['refactor.move']), []);
});

test('a client that can ask again gets the edit of what was chosen, unless the text is another by then', async (context) => {
  const server = await start(context, { capabilities: resolving });
  const { codeActionProvider } = server.initialized.capabilities;
  assert.equal(typeof codeActionProvider === 'object' && codeActionProvider.resolveProvider, true);
  await server.open('a.flow.json', text);
  const [wire] = await ask(server, '"404"', ['refactor.rewrite']);
  assert.equal(wire?.title, 'Wire "404" to the new node "get-order-404"');
  assert.equal(wire.edit, undefined);
  const resolved: CodeAction = await server.connection.sendRequest('codeAction/resolve', wire);
  const [change] = (resolved.edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.deepEqual(change?.textDocument, { uri: server.uri('a.flow.json'), version: 1 });
  assert.equal(change.edits.length, 2);
  await server.change('a.flow.json', 2, `${text}\n`);
  await assert.rejects(
    server.connection.sendRequest('codeAction/resolve', wire),
    (error: { code?: number }) => error.code === -32801,
  );
});

test('what needs a new file is not offered to a client that creates none', async (context) => {
  const server = await start(context);
  await server.open('a.flow.json', text);
  assert.deepEqual(await ask(server, 'https:', ['refactor']), []);
});
