import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DidChangeTextDocumentNotification } from 'vscode-languageserver-protocol/node';
import { check } from '#core/check';
import { applyEdits } from '#core/syntax/edit';
import { toLines } from '#core/syntax/lines';
import { endOf } from '#core/syntax/span';
import { toDiagnostics } from '../../server/src/features/diagnostics';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { flowText } from '../support/flows';
import { randomEdit } from '../support/fuzz/randomEdits';
import { type LanguageServer, pulling, startLanguageServer } from '../support/languageServer';
import { withFolder } from '../support/project';
import { createRandom } from '../support/random';

/** Flows that see one another: by an import, by an endpoint that both call, by leading there, and by name. */
const related = {
  'library.flow.json': flowText({
    flow: { name: 'library', nodes: {}, start: undefined },
    endpoint: {
      headers: { 'X-Api-Key': '{{KEY}}', Accept: 'application/json' },
      url: 'https://api.example.com/[[who]]',
    },
  }),
  'shop.flow.json': flowText({
    flow: { name: 'shop', imports: ['./library.flow.json'], endpoints: {} },
    node: {
      headers: { 'X-Api-Key': 'other', Authorization: 'Bearer 1' },
      results: { 200: { flow: 'help', step: 'hello' } },
    },
  }),
  'help.flow.json': flowText({
    flow: {
      name: 'help',
      imports: ['./library.flow.json'],
      endpoints: {},
      start: 'hello',
      nodes: {
        hello: { type: 'text-display', text: 'Hello [[who]]', next: 'ask' },
        ask: { type: 'api-integration', endpoint: 'orders', headers: { Authorization: 'Bearer 1' }, results: {} },
      },
    },
  }),
};

test('findings of every file are right after each edit of any, whether it is open or not', async (t) => {
  const names = Object.keys(related) as (keyof typeof related)[];
  const edited = await startLanguageServer({ files: related, capabilities: pulling });
  t.after(() => edited.stop());
  const random = createRandom('related');
  const texts: Record<string, string> = { ...related };
  const open = ['library.flow.json', 'shop.flow.json'] as const;
  for (const name of open) await edited.open(name, texts[name] ?? '');
  const seen = new Set<string>();
  for (let round = 0; round < 60; round++) {
    for (let step = 0; step < 3; step++) {
      const name = open[random(open.length)] ?? 'shop.flow.json';
      const edit = randomEdit(texts[name] ?? '', related[name], random);
      const lines = toLines(texts[name] ?? '');
      const range = { start: lines.positionAt(edit.span.offset), end: lines.positionAt(endOf(edit.span)) };
      texts[name] = applyEdits(texts[name] ?? '', [edit]);
      const textDocument = { uri: edited.uri(name), version: 2 + 3 * round + step };
      const contentChanges = [{ range, text: edit.newText }];
      await edited.connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument,
        contentChanges,
      });
      // One file is asked about after every edit, in turn: what was found of the others is from earlier.
      if (step < 2) await edited.diagnostics(names[random(names.length)] ?? name);
    }
    const found = await findingsOf(edited, names);
    assert.deepEqual(found, await findAnew(texts, names), `round ${round}:\n${JSON.stringify(texts)}`);
    seen.add(JSON.stringify(found));
  }
  assert.ok(seen.size > 20, `${seen.size} different answers`);
});

async function findingsOf(server: LanguageServer, names: readonly string[]): Promise<unknown> {
  const found = [];
  for (const name of names) found.push(await server.diagnostics(name));
  return JSON.parse(JSON.stringify(found).replaceAll(server.uri(''), ''));
}

/** What is found in files that nobody has looked at before. */
function findAnew(texts: Readonly<Record<string, string>>, names: readonly string[]): Promise<unknown> {
  return withFolder(async (folder) => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
    const workspace = createWorkspace([folder]);
    await workspace.scan();
    const today = new Date().toISOString().slice(0, 10);
    const found = names.map((name) => {
      const document = workspace.document(pathToFileURL(join(folder, name)).href) ?? assert.fail(name);
      const result = check(document, workspace.project, { today });
      return toDiagnostics({ document, version: null, result }, (file) => file);
    });
    return JSON.parse(JSON.stringify(found).replaceAll(pathToFileURL(folder).href, ''));
  });
}
