import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeLensRequest, DidChangeTextDocumentNotification } from 'vscode-languageserver-protocol/node';
import { applyEdits } from '#core/syntax/edit';
import { toLines } from '#core/syntax/lines';
import { endOf } from '#core/syntax/span';
import { flowText } from '../support/flows';
import { randomEdit } from '../support/fuzz/randomEdits';
import { type LanguageServer, pulling, startLanguageServer } from '../support/languageServer';
import { createRandom } from '../support/random';

const name = 'small.flow.json';

test('a document that is edited step by step has the findings and the places of one that is opened anew', async (t) => {
  const edited = await startLanguageServer({ files: { [name]: flowText() }, capabilities: pulling });
  const fresh = await startLanguageServer({ files: { [name]: flowText() }, capabilities: pulling });
  t.after(() => Promise.all([edited.stop(), fresh.stop()]));
  const random = createRandom('edits');
  let text = flowText();
  await Promise.all([edited, fresh].map((server) => server.open(name, text)));
  for (let version = 2; version < 150; version++) {
    // Some changes come in several places, as of several cursors.
    const contentChanges = Array.from({ length: random(4) === 0 ? 3 : 1 }, () => {
      const edit = randomEdit(text, flowText(), random);
      const lines = toLines(text);
      const range = { start: lines.positionAt(edit.span.offset), end: lines.positionAt(endOf(edit.span)) };
      text = applyEdits(text, [edit]);
      return { range, text: edit.newText };
    });
    const textDocument = { uri: edited.uri(name), version };
    await edited.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
    await fresh.change(name, version, text);
    assert.deepEqual(await tellAll(edited), await tellAll(fresh), `version ${version}:\n${text}`);
  }
});

/** What a person sees of the document, without the folder that it lies in. */
async function tellAll(server: LanguageServer): Promise<unknown> {
  const [diagnostics, lenses] = await Promise.all([
    server.diagnostics(name),
    server.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: server.uri(name) } }),
  ]);
  return JSON.parse(JSON.stringify({ diagnostics, lenses }).replaceAll(server.uri(''), ''));
}
