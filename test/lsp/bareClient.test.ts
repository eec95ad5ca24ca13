import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type CompletionList,
  ErrorCodes,
  type MessageActionItem,
  type PublishDiagnosticsParams,
  ResponseError,
  ShowMessageNotification,
  type ShowMessageParams,
  ShowMessageRequest,
} from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, type LanguageServerOptions, positionOf } from '../support/languageServer';
import { listen, signal, start } from '../support/liveRun';

/** What a server may ask of a client that has said that it can. */
const notForEverybody = [
  'client/registerCapability',
  'window/workDoneProgress/create',
  'workspace/codeLens/refresh',
  'workspace/configuration',
  'workspace/diagnostic/refresh',
  'workspace/workspaceFolders',
];

/** A client with nothing but what the protocol asks of every client: no folders but one, nothing registered, nothing asked. */
async function startBare(context: TestContext, options: LanguageServerOptions = {}) {
  const asked: string[] = [];
  const messages: ShowMessageParams[] = [];
  const server = await start(context, {
    capabilities: {},
    ...options,
    prepare: (connection) => {
      for (const method of notForEverybody)
        connection.onRequest(method, () => {
          asked.push(method);
          return new ResponseError(ErrorCodes.MethodNotFound, method);
        });
      connection.onNotification(ShowMessageNotification.type, (params) => {
        messages.push(params);
      });
      options.prepare?.(connection);
    },
  });
  return { server, asked, messages };
}

test('a client that can do nothing special is asked for nothing, and is offered formatting at once', async (context) => {
  const { url } = await listen(context, (_request, response) => response.end());
  const { server, asked } = await startBare(context);
  const { capabilities } = server.initialized;
  assert.equal(capabilities.documentFormattingProvider, true);
  assert.equal(capabilities.documentRangeFormattingProvider, true);
  assert.equal(capabilities.diagnosticProvider, undefined);
  await server.open('a.flow.json', flowText({ url }));
  await execute(server, 'flowLens.server.runNode');
  assert.deepEqual(asked, []);
});

function execute(server: LanguageServer, command: string): Promise<unknown> {
  return server.connection.sendRequest('workspace/executeCommand', {
    command,
    arguments: [server.uri('a.flow.json'), 'get-order'],
  });
}

for (const [name, place] of [
  ['by its URI', (folder: string) => ({ rootUri: pathToFileURL(folder).href })],
  ['by its path', (folder: string) => ({ rootUri: null, rootPath: folder })],
] as const)
  test(`a client that names its one folder ${name} has the files of it known`, async (context) => {
    const files = { 'flow-lens.config.json': '{ "rules": { "unknown-start": "off" } }' };
    const told = signal();
    let codes: unknown[] = [];
    const { server } = await startBare(context, {
      files,
      initialize: (folder) => ({ workspaceFolders: null, ...place(folder) }),
      prepare: (connection) =>
        connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: PublishDiagnosticsParams) => {
          codes = diagnostics.map(({ code }) => code);
          if (diagnostics.length > 0) told.resolve();
        }),
    });
    await server.open('a.flow.json', flowText({ flow: { start: 'nowhere' }, node: { endpoint: 'others' } }));
    await told.promise;
    assert.equal(codes.includes('unknown-start'), false);
    assert.equal(codes.includes('unknown-endpoint'), true);
  });

test('a client that can not be asked gives its settings when it starts, until it sends others', async (context) => {
  const server = await start(context, {
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { flowLens: { rules: { 'unknown-start': 'off' } } },
  });
  const codes = async () => (await server.diagnostics('a.flow.json')).map(({ code }) => code);
  const configure = (settings: unknown) =>
    server.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  await server.open('a.flow.json', flowText({ flow: { start: 'nowhere' } }));
  assert.deepEqual(await codes(), []);
  await configure({ flowLens: { rules: { 'unknown-start': 'hint' } } });
  assert.deepEqual(await codes(), ['unknown-start']);
  await configure({});
  assert.deepEqual(await codes(), []);
});

test('completions hold no placeholders for a client that expands none', async (context) => {
  const text = '{ "nodes": { "a": { "type": "api-integration",  } } }';
  const complete = async (capabilities: ClientCapabilities) => {
    const server = await start(context, { capabilities });
    await server.open('a.flow.json', text);
    const position = { line: 0, character: text.indexOf(',') + 2 };
    const textDocument = { uri: server.uri('a.flow.json') };
    return server.connection.sendRequest<CompletionList>('textDocument/completion', { textDocument, position });
  };
  const expanding = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
  const snippets = ({ items }: CompletionList) => items.filter(({ insertTextFormat }) => insertTextFormat === 2);
  const plain = await complete({});
  assert.ok(plain.items.length > 0);
  assert.deepEqual(snippets(plain), []);
  assert.equal(/\$\d|\$\{/.test(JSON.stringify(plain.items)), false);
  assert.notDeepEqual(snippets(await complete(expanding)), []);
});

test('what a lens offers is a code action too, without icons, where lenses are not ours to draw', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const { server, messages } = await startBare(context);
  const text = flowText({ url });
  await server.open('a.flow.json', text);
  const runsAt = async (line: string, only?: string[]) => {
    const position = positionOf(text, line, 1);
    const actions = await server.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: server.uri('a.flow.json') },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
    return actions.filter(({ command }) => command !== undefined);
  };
  const actions = await runsAt('"404"');
  assert.deepEqual(
    actions.map(({ title }) => title),
    ['Run "get-order"', 'Preview the request of "get-order"'],
  );
  assert.deepEqual(await runsAt('"Not found"'), []);
  assert.deepEqual(await runsAt('"404"', ['quickfix']), []);
  for (const { command } of actions) await server.connection.sendRequest('workspace/executeCommand', command);
  assert.deepEqual(seen, ['GET /']);
  assert.match(messages[0]?.message ?? '', /^get-order: ✓ 200 OK · [\d.]+ ms → done$/);
  assert.match(messages[1]?.message ?? '', new RegExp(`^GET ${url}/?\n`));
  const lenses: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', {
    textDocument: { uri: server.uri('a.flow.json') },
  });
  const lens: CodeLens = await server.connection.sendRequest('codeLens/resolve', lenses[0]);
  assert.equal(lens.command?.title, 'Run · 200 → done');
});

test('why nothing was sent is also said in a message, but not to whom has said no', async (context) => {
  const answers: (MessageActionItem | null)[] = [null, { title: 'Cancel' }];
  const { server, messages } = await startBare(context, {
    prepare: (connection) => connection.onRequest(ShowMessageRequest.type, () => answers.shift() ?? null),
  });
  const posting = (url: string) => flowText({ url, endpoint: { method: 'POST' } });
  await server.open('a.flow.json', posting('http://127.0.0.1:9'));
  await assert.rejects(execute(server, 'flowLens.server.runNode'), /not confirmed/);
  await assert.rejects(execute(server, 'flowLens.server.runNode'), /not confirmed/);
  assert.equal(messages.length, 0);
  await server.change('a.flow.json', 2, posting('{{ordersApi}}'));
  await assert.rejects(execute(server, 'flowLens.server.runNode'), /has no value/);
  assert.match(messages[0]?.message ?? '', /^get-order: Nothing was sent: {{ordersApi}} has no value/);
});

test('a client that can not ask a person sends nothing that needs a yes, and is told so', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const { server, messages } = await startBare(context);
  await server.open('a.flow.json', flowText({ url, endpoint: { method: 'POST' } }));
  await assert.rejects(execute(server, 'flowLens.server.runNode'), /Nothing was sent: the editor can't ask "Send POST/);
  assert.match(messages[0]?.message ?? '', /the editor can't ask/);
  assert.deepEqual(seen, []);
});
