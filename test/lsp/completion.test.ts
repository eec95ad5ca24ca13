import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type {
  ClientCapabilities,
  CompletionContext,
  CompletionItem,
  CompletionList,
} from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { acceptCompletion } from '../support/acceptCompletion';
import { flowText } from '../support/flows';
import { startAnsweringServer } from '../support/httpServers';
import { type LanguageServer, positionOf, pulling } from '../support/languageServer';
import { start } from '../support/liveRun';

const snippets: ClientCapabilities = {
  ...pulling,
  textDocument: {
    ...pulling.textDocument,
    completion: { completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } } },
  },
};

/** What is offered at the `$0` of a text, which the editor has from now on. */
async function completeAt(
  server: LanguageServer,
  marked: string,
  context?: CompletionContext,
): Promise<readonly CompletionItem[]> {
  await server.open('a.flow.json', marked.replace('$0', ''));
  return (await askAt(server, marked, context)).items;
}

function askAt(server: LanguageServer, marked: string, context?: CompletionContext): Promise<CompletionList> {
  return server.connection.sendRequest('textDocument/completion', {
    textDocument: { uri: server.uri('a.flow.json') },
    position: positionOf(marked, '$0'),
    ...(context === undefined ? {} : { context }),
  });
}

const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);

suite('the schema answers where the flow itself has nothing', () => {
  test('keys of a node by its type', async (context) => {
    const server = await start(context);
    const keys = labels(await completeAt(server, '{ "nodes": { "a": { "type": "menu", "$0" } } }'));
    assert.equal(keys.includes('text'), true);
    assert.equal(keys.includes('responses'), false);
  });

  test('values while the text is broken', async (context) => {
    const server = await start(context);
    const values = labels(await completeAt(server, '{ "nodes": { "a": { "type": "end", "entry": $0 } }'));
    assert.deepEqual(values, ['true', 'false']);
  });

  test('a schema that the file names is never fetched', async (context) => {
    const server = await start(context);
    const text = '{ "$schema": "http://127.0.0.1:9/never.json", "$0" }';
    assert.equal(labels(await completeAt(server, text)).includes('endpoints'), true);
  });
});

test('an editor without snippets gets plain text on one line', async (context) => {
  const server = await start(context);
  const items = await completeAt(server, flowText().replace('"nodes": {', '"nodes": { $0'));
  const draft = items.find(({ label }) => label === 'api-integration') ?? assert.fail();
  assert.equal(draft.insertTextFormat, 1);
  const { textEdit } = draft;
  assert.match(textEdit?.newText ?? '', /^"node": \{ "type": "api-integration", .*\},$/);
  assert.doesNotMatch(textEdit?.newText ?? '', /\$|\n/);
});

test('an editor with snippets gets holes, and lines that it indents itself', async (context) => {
  const server = await start(context, { capabilities: snippets });
  const text = flowText().replace('"nodes": {', '"nodes": {\n    $0');
  const items = await completeAt(server, text);
  const draft = items.find(({ label }) => label === 'api-integration') ?? assert.fail();
  assert.deepEqual([draft.insertTextFormat, draft.insertTextMode], [2, 2]);
  assert.match(draft.textEdit?.newText ?? '', /^"\$\{1:node\}": \{\n\t"type": "api-integration"/);
  assert.doesNotThrow(() => JSON.parse(acceptCompletion(text.replace('$0', ''), draft)));
});

test('a list opens by itself for values and placeholders, and leaves Enter and blanks alone elsewhere', async (context) => {
  const server = await start(context);
  const typed = async (marked: string, triggerCharacter: string) =>
    (await completeAt(server, flowText().replace('"text": "Done"', marked), { triggerKind: 2, triggerCharacter }))
      .length;
  assert.equal(await typed('"text": "Done", "next2": {$0}', '{'), 0);
  assert.equal(await typed('"text": "Done [$0"', '['), 0);
  assert.equal(await typed('"text": "Done $0"', ' '), 0);
  assert.equal(await typed('"text": "Done" $0', ' '), 0);
  assert.notEqual(await typed('"text": "Done [[$0]]"', '['), 0);
  assert.notEqual(await typed('"text": "Done", "entry": $0', ' '), 0);
  assert.notEqual(await typed('"text": "Done", "$0"', '"'), 0);
});

test('what the API has answered is offered first, with its time, and its values beside their names', async (context) => {
  await using api = await startAnsweringServer(
    '404 Not Found',
    '{ "status": "lost", "token": "qwertzuiop1234567" }',
    'application/json',
  );
  const server = await start(context);
  const text = flowText({ url: api.origin, node: { results: { '200': 'done' } } });
  await server.open('a.flow.json', text);
  await server.connection.sendRequest(protocol.runNode, { uri: server.uri('a.flow.json'), node: 'get-order' });
  const [first] = await completeAt(server, text.replace('"200": "done"', '"200": "done", "$0"'));
  assert.equal(first?.label, '404');
  assert.match(first?.detail ?? '', /^Not Found · seen \d\d:\d\d$/);
  const values = await completeAt(server, text.replace('"Done"', '"It is [[orders:$0]]"'));
  assert.deepEqual(
    values.slice(0, 2).map(({ label, detail }) => [label, detail]),
    [
      ['orders:status', 'lost'],
      ['orders:token', undefined],
    ],
  );
});

test('imports are offered by their path, and rules by what is found', async (context) => {
  const library = JSON.stringify({ version: 1, name: 'shared', endpoints: { refunds: { url: 'https://a.example' } } });
  const server = await start(context, { files: { 'shared/my api.flow.json': library } });
  const importing = flowText({ flow: { imports: ['$0'] } });
  await server.open('a.flow.json', importing.replace('$0', ''));
  let imports = await askAt(server, importing);
  // The list is not whole while the workspace is being read.
  while (imports.isIncomplete) imports = await askAt(server, importing);
  assert.deepEqual(
    imports.items.map(({ label, detail }) => [label, detail]),
    [['shared/my api.flow.json', 'refunds']],
  );
  const flow = flowText({ url: 'http://a.example', endpoint: { suppressions: [{ rule: '$0', reason: 'x' }] } });
  const [rule] = await completeAt(server, flow);
  assert.deepEqual([rule?.label, rule?.detail?.startsWith('found here · ')], ['plain-http-url', true]);
});

test('a broken text is completed with what it had when it was whole', async (context) => {
  const server = await start(context);
  const text = flowText();
  await server.open('a.flow.json', text);
  const broken = text
    .replace('"endpoint": "orders"', '"endpoint": "orders", "headers": \n "method"')
    .replace('"text": "Done",\n      "next": "end"', '"text": "Done",\n      "next": "$0');
  await server.change('a.flow.json', 2, broken.replace('$0', ''));
  const { items } = await askAt(server, broken);
  assert.deepEqual(labels(items).sort(), ['done', 'end', 'get-order', 'not-found', 'sorry']);
});

test('brackets without end stop none of it', async (context) => {
  const server = await start(context);
  assert.deepEqual(await completeAt(server, `${'['.repeat(100_000)}$0`), []);
});
