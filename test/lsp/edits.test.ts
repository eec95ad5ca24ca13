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

/** Uses what the small flow sets up, and leads to it. */
const importer = {
  name: 'importer.flow.json',
  text: `${JSON.stringify(
    {
      version: 1,
      name: 'importer',
      imports: [`./${name}`],
      start: 'call',
      nodes: {
        call: {
          type: 'api-integration',
          endpoint: Object.keys(JSON.parse(flowText()).endpoints)[0],
          headers: { Accept: 'text/plain', Authorization: 'Bearer {{KEY}}' },
          results: { 200: { flow: JSON.parse(flowText()).name } },
          responses: { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' },
        },
        end: { type: 'end' },
      },
    },
    undefined,
    2,
  )}\n`,
};

test('documents that are edited step by step have the findings and the places of ones that are opened anew', async (t) => {
  const before = new Map([
    [name, flowText()],
    [importer.name, importer.text],
  ]);
  const files = Object.fromEntries(before);
  const edited = await startLanguageServer({ files, capabilities: pulling });
  const fresh = await startLanguageServer({ files, capabilities: pulling });
  t.after(() => Promise.all([edited.stop(), fresh.stop()]));
  const random = createRandom('edits');
  const texts = new Map(before);
  for (const [file, text] of before) await Promise.all([edited, fresh].map((server) => server.open(file, text)));
  for (let version = 2; version < 200; version++) {
    // Mostly the one on which the other rests.
    const file = random(3) === 0 ? importer.name : name;
    let text = texts.get(file) ?? '';
    // Some changes come in several places, as of several cursors.
    const contentChanges = Array.from({ length: random(4) === 0 ? 3 : 1 }, () => {
      const edit = randomEdit(text, before.get(file) ?? '', random);
      const lines = toLines(text);
      const range = { start: lines.positionAt(edit.span.offset), end: lines.positionAt(endOf(edit.span)) };
      text = applyEdits(text, [edit]);
      return { range, text: edit.newText };
    });
    texts.set(file, text);
    const textDocument = { uri: edited.uri(file), version };
    await edited.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
    await fresh.change(file, version, text);
    for (const told of before.keys()) {
      assert.deepEqual(await tellAll(edited, told), await tellAll(fresh, told), `version ${version}:\n${text}`);
    }
  }
});

/** What a person sees of a document, without the folder that it lies in. */
async function tellAll(server: LanguageServer, file: string): Promise<unknown> {
  const [diagnostics, lenses] = await Promise.all([
    server.diagnostics(file),
    server.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: server.uri(file) } }),
  ]);
  return JSON.parse(JSON.stringify({ diagnostics, lenses }).replaceAll(server.uri(''), ''));
}
