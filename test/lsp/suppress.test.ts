import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { type LanguageServer, pulling } from '../support/languageServer';
import { start } from '../support/liveRun';

const file = 'a.flow.json';
const headers = { Accept: 'text/html' };
const text = flowText({ endpoint: { headers }, node: { headers: { accept: 'text/plain' } } });
const inNode = [{ rule: 'header-mismatch', reason: 'The page is wrong' }];

/** The one finding of the text, with the quick fixes there. */
async function openFlow(
  server: LanguageServer,
): Promise<{ readonly found: Diagnostic; readonly actions: CodeAction[] }> {
  await server.open(file, text);
  const found = (await server.diagnostics(file)).find(({ code }) => code === 'header-mismatch');
  assert.ok(found);
  return { found, actions: await actionsAt(server, found.range) };
}

function actionsAt(server: LanguageServer, range: Diagnostic['range'], only?: string[]): Promise<CodeAction[]> {
  const textDocument = { uri: server.uri(file) };
  const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
  return server.connection.sendRequest('textDocument/codeAction', { textDocument, range, context });
}

function applied(edit: protocol.WorkspaceEdit | CodeAction['edit'] | null): string {
  const [change] = edit?.documentChanges ?? [];
  assert.ok(change !== undefined && 'edits' in change);
  const edits = change.edits.flatMap((one) => ('newText' in one ? [one] : []));
  return TextDocument.applyEdits(TextDocument.create('', '', 1, text), edits);
}

test('the last quick fix of our client asks for a reason, and gets the edit for it', async (context) => {
  const server = await start(context);
  const { found, actions } = await openFlow(server);
  const action = actions.at(-1);
  assert.equal(action?.title, 'Suppress "header-mismatch" here with a reason…');
  assert.equal(action?.kind, 'quickfix');
  assert.equal(action?.edit, undefined);
  assert.deepEqual(action?.diagnostics, [found]);
  assert.equal(actions.filter(({ title }) => title.startsWith('Suppress')).length, 1);
  assert.equal(action?.command?.command, 'flowLens.suppress');
  const [named] = action?.command?.arguments ?? [];
  const ask = (other: object): Promise<protocol.SuppressResult> =>
    server.connection.sendRequest(protocol.suppress, { ...named, reason: 'The page is wrong', ...other });

  const mended = applied(await ask({}));
  assert.deepEqual(JSON.parse(mended).nodes['get-order'].suppressions, inNode);
  assert.equal(await ask({ reason: ' ' }), null);
  assert.equal(await ask({ offset: 0 }), null);
  assert.equal(await ask({ uri: server.uri('b.flow.json') }), null);
  await server.change(file, 2, mended);
  assert.equal(await ask({}), null, 'the text has changed since');
  assert.equal(await ask({ version: 2 }), null, 'it is suppressed already');
  assert.deepEqual(await server.diagnostics(file), []);
});

test('other clients get the edit, with a reason that is to be filled in', async (context) => {
  const server = await start(context, { capabilities: pulling });
  const { actions } = await openFlow(server);
  const action = actions.at(-1);
  assert.equal(action?.title, 'Suppress "header-mismatch" here with a reason to fill in');
  assert.equal(action?.command, undefined);
  const mended = applied(action?.edit ?? null);
  const suppressions = [{ rule: 'header-mismatch', reason: 'no reason given yet' }];
  assert.deepEqual(JSON.parse(mended).nodes['get-order'].suppressions, suppressions);
  await server.change(file, 2, mended);
  assert.deepEqual(await server.diagnostics(file), []);
});

test('findings of one code in one place are suppressed together, and only where nobody forbids it', async (context) => {
  const server = await start(context);
  const node = { headers: { accept: 'text/plain', 'user-agent': 'b' } };
  const flow = { endpoint: { headers: { ...headers, 'User-Agent': 'a' } }, node, flow: { description: 5 } };
  await server.open(file, flowText(flow));
  const everything = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  const suppressing = (await actionsAt(server, everything, ['quickfix'])).filter(
    ({ command }) => command !== undefined,
  );
  assert.deepEqual(
    suppressing.map(({ title, diagnostics }) => [title, diagnostics?.length]),
    [['Suppress "header-mismatch" here with a reason…', 2]],
  );
  assert.deepEqual(await actionsAt(server, everything, ['refactor']), []);
});
