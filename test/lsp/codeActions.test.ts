import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { start } from '../support/liveRun';

test('a quick fix mends, and fix all mends what is safe', async (context) => {
  const server = await start(context);
  const responses = { Other: 'sorry', error: 'sorry', timeout: 'sorry' };
  const text = flowText({ node: { responses } });
  await server.open('a.flow.json', text);
  const [found] = (await server.diagnostics('a.flow.json')).filter(({ code }) => code === 'default-response-case');
  const ask = (only?: string[]): Promise<CodeAction[]> =>
    server.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: server.uri('a.flow.json') },
      range: found?.range,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  const [rename] = await ask();
  assert.equal(rename?.title, 'Rename to "other"');
  assert.equal(rename?.isPreferred, true);
  assert.equal(rename?.diagnostics?.[0]?.code, 'default-response-case');
  const [all] = await ask(['source.fixAll']);
  assert.equal(all?.kind, 'source.fixAll.flowLens');
  const [change] = all?.edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  const newTexts = edits.map((edit) => ('newText' in edit ? edit.newText.trim() : ''));
  assert.deepEqual(newTexts.sort(), ['"other"', ',\n        "max-connection": "sorry"']);
});

test('an environment file is no flow: it has no quick fixes of one', async (context) => {
  const server = await start(context);
  await server.open('http-client.env.json', '{ "dev": { "a": "b" } }');
  const actions = await server.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: server.uri('http-client.env.json') },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 20 } },
    context: { diagnostics: [] },
  });
  assert.deepEqual(actions, []);
});
