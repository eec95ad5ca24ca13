import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Location,
  LocationLink,
  SymbolInformation,
} from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, positionOf } from '../support/languageServer';
import { flowLens, start } from '../support/liveRun';

const library = JSON.stringify({
  version: 1,
  name: 'library',
  endpoints: { orders: { url: 'http://127.0.0.1:9', elementValidation: 'HTTP_RESPONSE_CODE' } },
});

const files = {
  'library.flow.json': library,
  'a.flow.json': flowText({
    flow: { endpoints: {}, imports: ['library.flow.json'] },
    node: { headers: { 'X-Key': '{{KEY}}' } },
  }),
  'b.flow.json': JSON.stringify({
    version: 1,
    name: 'second',
    start: 'hello',
    nodes: { hello: { type: 'text-display', text: 'Hello', next: { flow: 'small', step: 'done' } } },
  }),
  'http-client.private.env.json': '{ "dev": { "KEY": "never-shown" } }',
};

const linking = {
  ...flowLens,
  textDocument: {
    ...flowLens.textDocument,
    definition: { linkSupport: true },
    declaration: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** Asks about the place behind the first character of a text in `a.flow.json`. */
function ask<T>(server: LanguageServer, request: string, text: string, more: object = {}): Promise<T> {
  const textDocument = { uri: server.uri('a.flow.json') };
  const position = positionOf(files['a.flow.json'], text, 1);
  return server.connection.sendRequest(`textDocument/${request}`, { textDocument, position, ...more });
}

test('a name is followed to other files, with links where the client takes them', async (context) => {
  const server = await start(context, { files, capabilities: linking });
  const [link] = await ask<LocationLink[]>(server, 'definition', 'orders",');
  assert.equal(link?.targetUri, server.uri('library.flow.json'));
  assert.ok(link.originSelectionRange);
  assert.equal(link.targetRange.end.character - link.targetSelectionRange.end.character > 10, true);
  assert.deepEqual(await ask(server, 'declaration', 'orders",'), [link]);
  const values = await ask<LocationLink[]>(server, 'definition', '{{KEY');
  assert.deepEqual(values, null, 'the braces are no name');
  const [value] = await ask<LocationLink[]>(server, 'definition', 'KEY}}');
  assert.equal(value?.targetUri, server.uri('http-client.private.env.json'));
  assert.deepEqual(value.targetRange, value.targetSelectionRange);
});

test('other clients are told places and flat symbols', async (context) => {
  const server = await start(context, { files });
  const [location] = await ask<Location[]>(server, 'definition', 'orders",');
  assert.equal(location?.uri, server.uri('library.flow.json'));
  const symbols = await ask<SymbolInformation[]>(server, 'documentSymbol', '{');
  assert.equal(symbols.find(({ name }) => name === 'get-order')?.containerName, 'small');
});

test('what means the same is listed, highlighted, and found by a few letters', async (context) => {
  const server = await start(context, { files, capabilities: linking });
  const uses = await ask<Location[]>(server, 'references', 'orders",', { context: { includeDeclaration: true } });
  assert.deepEqual(
    uses.map(({ uri }) => uri),
    [server.uri('a.flow.json'), server.uri('library.flow.json')],
  );
  assert.equal((await ask<DocumentHighlight[]>(server, 'documentHighlight', 'sorry",')).length, 5);
  const found = await server.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'GTORD' });
  assert.deepEqual(
    found.map(({ name }) => name),
    ['get-order'],
  );
});

test('the outline holds the flow, its nodes and their branches', async (context) => {
  const server = await start(context, { files, capabilities: linking });
  const [flow] = await ask<DocumentSymbol[]>(server, 'documentSymbol', '{');
  assert.equal(flow?.name, 'small');
  const node = flow.children?.find(({ name }) => name === 'get-order');
  assert.deepEqual(
    node?.children?.slice(0, 2).map(({ name, detail }) => [name, detail]),
    [
      ['200', '→ done'],
      ['404', '→ not-found'],
    ],
  );
});

test('calls are told across flows, and none of a node that is gone', async (context) => {
  const server = await start(context, { files });
  const [item] = await ask<CallHierarchyItem[]>(server, 'prepareCallHierarchy', 'done",');
  const incoming: CallHierarchyIncomingCall[] = await server.connection.sendRequest('callHierarchy/incomingCalls', {
    item,
  });
  assert.deepEqual(
    incoming.map(({ from }) => [from.name, from.uri]),
    [
      ['get-order', server.uri('a.flow.json')],
      ['hello', server.uri('b.flow.json')],
    ],
  );
  const hello = incoming[1]?.from;
  const outgoing: CallHierarchyOutgoingCall[] = await server.connection.sendRequest('callHierarchy/outgoingCalls', {
    item: hello,
  });
  assert.deepEqual(
    outgoing.map(({ to }) => to.name),
    ['done'],
  );
  await server.open('b.flow.json', '{ "version": 1, "name": "second" }');
  assert.equal(await server.connection.sendRequest('callHierarchy/outgoingCalls', { item: hello }), null);
});

test('imports are links', async (context) => {
  const server = await start(context, { files });
  const links = await ask<DocumentLink[]>(server, 'documentLink', '{');
  assert.deepEqual(
    links.map(({ target }) => target),
    [server.uri('library.flow.json')],
  );
});

test('a document that is no file leads within itself, and brackets without end lead nowhere', async (context) => {
  const server = await start(context);
  const uri = 'git:/small.flow.json?HEAD';
  const open = (text: string, version: number) =>
    server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'flow-json', version, text },
    });
  await open(flowText(), 1);
  const at = { textDocument: { uri }, position: { line: 9, character: 14 } };
  const [place] = await server.connection.sendRequest<Location[]>('textDocument/definition', at);
  assert.equal(place?.uri, uri);
  await open('['.repeat(100_000), 2);
  for (const request of ['definition', 'documentSymbol', 'documentHighlight', 'documentLink', 'prepareCallHierarchy']) {
    assert.deepEqual(
      (await server.connection.sendRequest<unknown[]>(`textDocument/${request}`, at)) ?? [],
      [],
      request,
    );
  }
});

test('of files beside flows and of files that are not there nothing is told', async (context) => {
  const server = await start(context, { files });
  for (const name of ['http-client.private.env.json', 'none.flow.json']) {
    const at = { textDocument: { uri: server.uri(name) }, position: { line: 0, character: 14 } };
    for (const request of ['definition', 'documentSymbol', 'documentHighlight', 'documentLink']) {
      assert.equal(await server.connection.sendRequest(`textDocument/${request}`, at), null, request);
    }
  }
});
