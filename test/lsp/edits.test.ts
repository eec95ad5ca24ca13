import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CodeLensRequest,
  DidChangeTextDocumentNotification,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { applyEdits } from '#core/syntax/edit';
import { toLines } from '#core/syntax/lines';
import { endOf } from '#core/syntax/span';
import { flowText } from '../support/flows';
import { randomEdit } from '../support/fuzz/randomEdits';
import { type LanguageServer, pulling, startLanguageServer } from '../support/languageServer';
import { createRandom, type Random } from '../support/random';

const name = 'small.flow.json';

test('a document that is edited step by step has the findings and the places of one that is opened anew', async (t) => {
  const edited = await startLanguageServer({ files: { [name]: flowText() }, capabilities: pulling });
  const fresh = await startLanguageServer({ files: { [name]: flowText() }, capabilities: pulling });
  t.after(() => Promise.all([edited.stop(), fresh.stop()]));
  const random = createRandom('edits');
  let text = flowText();
  await Promise.all([edited, fresh].map((server) => server.open(name, text)));
  for (let version = 2; version < 150; version++) {
    const { changed, contentChanges } = changeAtRandom(text, flowText(), random);
    text = changed;
    await applyChanges(edited, name, version, contentChanges);
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

test('files that rest on one another have, while they are edited, the findings of ones that are opened anew', async (t) => {
  const before = { [name]: flowText(), [importer.name]: importer.text };
  const edited = await startLanguageServer({ files: before, capabilities: pulling });
  const fresh = await startLanguageServer({ files: before, capabilities: pulling });
  t.after(() => Promise.all([edited.stop(), fresh.stop()]));
  const random = createRandom('files');
  const texts = { ...before };
  for (const server of [edited, fresh])
    for (const [file, text] of Object.entries(before)) await server.open(file, text);
  for (let version = 2; version < 150; version++) {
    // Mostly the one on which the other rests.
    const file = random(3) === 0 ? importer.name : name;
    const { changed, contentChanges } = changeAtRandom(texts[file] ?? '', before[file] ?? '', random);
    texts[file] = changed;
    await applyChanges(edited, file, version, contentChanges);
    await fresh.change(file, version, changed);
    for (const told of Object.keys(before)) {
      assert.deepEqual(await tellFindings(edited, told), await tellFindings(fresh, told), `${version}:\n${changed}`);
    }
  }
});

async function tellFindings(server: LanguageServer, file: string): Promise<unknown> {
  return JSON.parse(JSON.stringify(await server.diagnostics(file)).replaceAll(server.uri(''), ''));
}

interface Change {
  readonly changed: string;
  readonly contentChanges: TextDocumentContentChangeEvent[];
}

/** Some changes come in several places, as of several cursors. */
function changeAtRandom(text: string, undone: string, random: Random): Change {
  let changed = text;
  const contentChanges = Array.from({ length: random(4) === 0 ? 3 : 1 }, () => {
    const edit = randomEdit(changed, undone, random);
    const lines = toLines(changed);
    const range = { start: lines.positionAt(edit.span.offset), end: lines.positionAt(endOf(edit.span)) };
    changed = applyEdits(changed, [edit]);
    return { range, text: edit.newText };
  });
  return { changed, contentChanges };
}

function applyChanges(
  { connection, uri }: LanguageServer,
  file: string,
  version: number,
  contentChanges: TextDocumentContentChangeEvent[],
): Promise<void> {
  const textDocument = { uri: uri(file), version };
  return connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
}
