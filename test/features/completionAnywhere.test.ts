import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CompletionList } from 'vscode-languageserver-protocol';
import { steadyFlow } from '#core/completion/surroundings';
import { readDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { completion } from '../../server/src/features/completion';
import { createJsonLanguage } from '../../server/src/features/jsonLanguage';
import { acceptCompletion } from '../support/acceptCompletion';

const json = createJsonLanguage();

/** What is offered in a text, with no workspace around it unless one is given. */
function completeAt(text: string, offset: number, project?: Project): Promise<CompletionList> {
  const document = readDocument('file:///a.flow.json', text);
  const around = {
    document,
    lastGood: undefined,
    flow: steadyFlow(document, undefined),
    project,
    fileName: 'a',
    answerOf: () => undefined,
    seenBy: () => [],
    rules: [{ code: 'dead-end', title: 'Every step leads on' }],
    foundCodes: () => [],
    importable: () => [],
  };
  return completion(around, offset, undefined, json, { snippets: true, markdown: true, indents: true });
}

const flows = ['order-status', 'returns-desk'].map((name) =>
  readFileSync(`test/fixtures/flows/${name}.flow.json`, 'utf8'),
);

test('wherever the cursor stands in a file that is JSON, it stays JSON', async () => {
  let accepted = 0;
  for (const text of flows) {
    for (let offset = 0; offset <= text.length; offset++) {
      const { items } = await completeAt(text, offset);
      for (const item of items.slice(0, 3)) {
        const after = acceptCompletion(text, item);
        assert.doesNotThrow(() => JSON.parse(after), `${offset}: ${item.label}\n${after}`);
        accepted++;
      }
    }
  }
  assert.ok(accepted > 1_000);
});

test('a text that ends anywhere is completed where it ends', async () => {
  for (const text of flows) {
    for (let offset = 0; offset <= text.length; offset += 2) {
      const cut = text.slice(0, offset);
      for (const item of (await completeAt(cut, offset)).items.slice(0, 3)) acceptCompletion(cut, item);
    }
  }
});

test('line ends, tabs and odd characters move no edit', async () => {
  const [flow = ''] = flows;
  const texts = [
    flow.replaceAll('\n', '\r\n'),
    flow.replaceAll('  ', '\t'),
    flow.replace('"version"', '"x-😀\\u00e9": "\\"", "version"'),
  ];
  for (const text of texts) {
    for (let offset = 1; offset <= text.length; offset += 3) {
      const [item] = (await completeAt(text, offset)).items;
      if (item !== undefined)
        assert.doesNotThrow(() => JSON.parse(acceptCompletion(text, item)), `${offset}: ${item.label}`);
    }
  }
});

test('of more than a list holds, a placeholder is found behind the words that stand there', async () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `n${index}`,
      { type: 'set-variable', variable: `v${index}`, value: '' },
    ]),
  );
  const text = JSON.stringify({ nodes: { ...nodes, last: { type: 'text-display', text: 'Hello ' } } });
  const { items, isIncomplete } = await completeAt(text, text.indexOf('Hello ') + 6);
  assert.equal(isIncomplete, true);
  assert.equal(items.length, 200);
  assert.equal(items[0]?.textEdit?.newText, '[[v0]]');
});

test('the steps of another flow are offered where the text ends in the middle of them', async () => {
  const other = readDocument('file:///b.flow.json', '{ "name": "b", "nodes": { "first": { "type": "end" } } }');
  const project: Project = {
    resolveImport: () => ({ kind: 'missing' }),
    flows: () => [other],
    flowsNamed: () => [other],
    environmentFiles: () => ({ committed: new Map(), private: new Map() }),
    sideFile: () => undefined,
    apiDescription: () => ({ kind: 'pending' }),
    gitState: () => 'unknown',
  };
  const text = '{ "nodes": { "a": { "next": { "flow": "b", "step": "';
  const { items } = await completeAt(text, text.length, project);
  assert.deepEqual(
    items.map(({ label }) => label),
    ['first'],
  );
});
