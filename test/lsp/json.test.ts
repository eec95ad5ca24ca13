import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, Registration, RegistrationParams, TextEdit } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, positionOf } from '../support/languageServer';
import { start } from '../support/liveRun';

/** Opens the text without its `$0` and asks at the place where that stood. */
async function at<T>(server: LanguageServer, method: string, marked: string): Promise<T> {
  const text = marked.replace('$0', '');
  await server.open('a.flow.json', text);
  const position = positionOf(marked, '$0');
  return server.connection.sendRequest(method, { textDocument: { uri: server.uri('a.flow.json') }, position });
}

test('a key explains itself', async (context) => {
  const server = await start(context);
  const hover = await at<Hover>(
    server,
    'textDocument/hover',
    flowText().replace('"elementValidation"', '"element$0Validation"'),
  );
  assert.match(JSON.stringify(hover.contents), /picks the branch/);
});

test('a flow is formatted', async (context) => {
  const server = await start(context);
  await server.open('a.flow.json', '{"version":1,"name":"a"}');
  const textDocument = { uri: server.uri('a.flow.json') };
  const options = { tabSize: 2, insertSpaces: true };
  const edits: TextEdit[] = await server.connection.sendRequest('textDocument/formatting', { textDocument, options });
  assert.equal(edits.length > 0, true);
});

test('brackets without end stop none of it', async (context) => {
  const server = await start(context);
  assert.equal(await at(server, 'textDocument/hover', `${'['.repeat(100_000)}$0`), null);
});

test('an editor that lets the server choose has flows formatted, and no other JSON', async (context) => {
  const dynamicRegistration = true;
  const registered: Registration[] = [];
  let done = (): void => undefined;
  const both = new Promise<void>((resolve) => {
    done = resolve;
  });
  const server = await start(context, {
    capabilities: { textDocument: { formatting: { dynamicRegistration }, rangeFormatting: { dynamicRegistration } } },
    prepare: (connection) =>
      connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
        registered.push(...registrations);
        if (registered.length === 2) done();
      }),
  });
  await both;
  const options = { documentSelector: [{ pattern: '**/*.flow.json' }] };
  assert.deepEqual(
    registered.map(({ method, registerOptions }) => [method, registerOptions]),
    [
      ['textDocument/formatting', options],
      ['textDocument/rangeFormatting', options],
    ],
  );
  assert.equal(server.initialized.capabilities.documentFormattingProvider, undefined);
});
