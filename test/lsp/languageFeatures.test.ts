import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  Hover,
  InlayHint,
  MarkupContent,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  TextEdit,
} from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, positionOf } from '../support/languageServer';
import { flowLens, start } from '../support/liveRun';

const text = flowText({
  url: '{{api}}/[[orderId]]',
  endpoint: { headers: { Authorization: 'Bearer {{KEY}}', Accept: 'text/plain' } },
  flow: { variables: { orderId: { example: 'A-1' } } },
});

const files = {
  'http-client.env.json': '{ "dev": { "api": "http://127.0.0.1:9" } }',
  'http-client.private.env.json': '{ "dev": { "KEY": "very-secret" } }',
};

/** Behind the first character of a part of the text. */
const placeOf = (part: string) => positionOf(text, part, 1);

async function opened(context: Parameters<typeof start>[0], options = {}): Promise<LanguageServer> {
  const server = await start(context, { files, ...options });
  await server.open('a.flow.json', text);
  return server;
}

function ask<T>(server: LanguageServer, method: string, more: object): Promise<T> {
  return server.connection.sendRequest(method, { textDocument: { uri: server.uri('a.flow.json') }, ...more });
}

const markdown = { ...flowLens, textDocument: { ...flowLens.textDocument, hover: { contentFormat: ['markdown'] } } };

test('a node shows its request, its secrets hidden, as the client can show it', async (context) => {
  const server = await opened(context, { capabilities: markdown });
  const { contents } = await ask<Hover>(server, 'textDocument/hover', { position: placeOf('get-order": {') });
  const { kind, value } = contents as MarkupContent;
  assert.equal(kind, 'markdown');
  assert.match(value, /^GET http:\/\/127\.0\.0\.1:9\/A-1$/m);
  assert.match(value, /^authorization: Bearer ••••$/m);
  assert.doesNotMatch(value, /very-secret/);
});

test('a client without Markdown gets plain text, from the schema too', async (context) => {
  const server = await opened(context);
  for (const part of ['"404"', '"elementValidation"']) {
    const { contents } = await ask<Hover>(server, 'textDocument/hover', { position: placeOf(part) });
    const { kind, value } = contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.doesNotMatch(value, /[*`\\]/);
    assert.match(value, /branch|Not Found/);
  }
});

test('a place of which nothing is known has no hover', async (context) => {
  const server = await opened(context);
  assert.equal(await ask(server, 'textDocument/hover', { position: { line: 999, character: 0 } }), null);
});

test('hints stand in the part that is in view, and follow the settings', async (context) => {
  const settings = { inlayHints: { reasonPhrases: false } };
  const server = await opened(context, { settings });
  const { line } = placeOf('"endpoint": "orders"');
  const range = { start: { line, character: 0 }, end: { line: line + 20, character: 0 } };
  const hints = await ask<InlayHint[]>(server, 'textDocument/inlayHint', { range });
  const labels = hints.map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
  assert.deepEqual(labels, ['+ Authorization: Bearer {{KEY}}, Accept: text/plain']);
});

test('tokens come whole, in part, and as what has changed', async (context) => {
  const server = await opened(context);
  const whole = await ask<SemanticTokens>(server, 'textDocument/semanticTokens/full', {});
  assert.equal(whole.data.length % 5, 0);
  const { line } = placeOf('"get-order": {');
  const range = { start: { line, character: 0 }, end: { line, character: 20 } };
  const part = await ask<SemanticTokens>(server, 'textDocument/semanticTokens/range', { range });
  assert.deepEqual(part.data.slice(0, 3), [line, 5, 'get-order'.length]);
  assert.equal(part.data.length, 5);

  const changed = text.replaceAll('"sorry"', '"excuse"');
  await server.change('a.flow.json', 2, changed);
  const { edits } = await ask<SemanticTokensDelta>(server, 'textDocument/semanticTokens/full/delta', {
    previousResultId: whole.resultId,
  });
  const data = [...whole.data];
  for (const edit of [...edits].reverse()) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
  const again = await ask<SemanticTokens>(server, 'textDocument/semanticTokens/full', {});
  assert.deepEqual(data, again.data);
  assert.notDeepEqual(data, whole.data);
});

test('what rests on another file is asked for anew when that changes', async (context) => {
  const refreshed: string[] = [];
  let done = (): void => undefined;
  const server = await opened(context, {
    capabilities: {
      ...flowLens,
      workspace: {
        ...flowLens.workspace,
        semanticTokens: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
      },
    },
    prepare: (connection: LanguageServer['connection']) => {
      for (const method of ['workspace/semanticTokens/refresh', 'workspace/inlayHint/refresh']) {
        connection.onRequest(method, () => {
          refreshed.push(method);
          if (new Set(refreshed).size === 2) done();
          return null;
        });
      }
    },
  });
  const settled = async (): Promise<void> => {
    const both = new Promise<void>((resolve) => {
      done = resolve;
    });
    refreshed.length = 0;
    await server.open('http-client.env.json', '{ "dev": {} }');
    await both;
  };
  await settled();
  const tokens = await ask<SemanticTokens>(server, 'textDocument/semanticTokens/full', {});
  const { tokenModifiers = [] } = server.initialized.capabilities.semanticTokensProvider?.legend ?? {};
  const unresolved = 1 << tokenModifiers.indexOf('unresolved');
  assert.equal(tokens.data.filter((value, index) => index % 5 === 4 && (value & unresolved) !== 0).length, 2);
});

test('a selection grows from the name in a placeholder', async (context) => {
  const server = await opened(context);
  const ranges = await ask<SelectionRange[]>(server, 'textDocument/selectionRange', {
    positions: [placeOf('orderId]]')],
  });
  const lengths: number[] = [];
  for (let range = ranges[0]; range !== undefined && lengths.length < 3; range = range.parent) {
    lengths.push(range.range.end.character - range.range.start.character);
  }
  assert.deepEqual(
    lengths,
    ['orderId', '[[orderId]]', '{{api}}/[[orderId]]'].map(({ length }) => length),
  );
});

test('placeholders are closed for editors that have no language configuration of ours', async (context) => {
  const ours = await opened(context);
  assert.equal(ours.initialized.capabilities.documentOnTypeFormattingProvider, undefined);
  const server = await start(context, { capabilities: {} });
  assert.equal(server.initialized.capabilities.documentOnTypeFormattingProvider?.firstTriggerCharacter, '[');
  const typed = text.replace('[[orderId]]', '[[');
  await server.open('a.flow.json', typed);
  const position = positionOf(typed, '[[', 2);
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await ask<TextEdit[]>(server, 'textDocument/onTypeFormatting', { position, ch: '[', options });
  assert.deepEqual(edits, [{ range: { start: position, end: position }, newText: ']]' }]);
});
