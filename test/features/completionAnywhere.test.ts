import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CompletionList } from 'vscode-languageserver-protocol';
import { steadyFlow } from '#core/completion/surroundings';
import { readDocument } from '#core/model/document';
import { completion } from '../../server/src/features/completion';
import { createJsonLanguage } from '../../server/src/features/jsonLanguage';
import { acceptCompletion } from '../support/acceptCompletion';

const json = createJsonLanguage();

/** What is offered in a text of its own, with no workspace around it. */
function completeAt(text: string, offset: number): Promise<CompletionList> {
  const document = readDocument('file:///a.flow.json', text);
  const around = {
    document,
    lastGood: undefined,
    flow: steadyFlow(document, undefined),
    project: undefined,
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
