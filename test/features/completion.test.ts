import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { suite, test } from 'node:test';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { type Surroundings, steadyFlow } from '#core/completion/surroundings';
import { readDocument } from '#core/model/document';
import { toCapturedAnswer } from '#core/request/capturedAnswer';
import { responseVariables } from '#core/response/responseVariables';
import type { JsonNode } from '#core/syntax/tree';
import { completion } from '../../server/src/features/completion';
import type { CompletionAbilities } from '../../server/src/features/completionItems';
import { createJsonLanguage } from '../../server/src/features/jsonLanguage';
import { findImportPath } from '../../server/src/workspace/importPath';
import { acceptCompletion } from '../support/acceptCompletion';
import { type FeatureCase, type OpenCase, readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds } from '../support/fixtures';

const json = createJsonLanguage();
const full: CompletionAbilities = { snippets: true, markdown: true, indents: true };
const bare: CompletionAbilities = { snippets: false, markdown: false, indents: false };

/** What the API has answered before, in the file `answer.json` of a case. */
interface Answer {
  readonly endpoint: string;
  readonly baseElement?: string;
  readonly value: string;
  readonly branch: string;
  readonly hidden?: string;
  readonly content: Parameters<typeof responseVariables>[0];
}

function surroundingsOf({ workspace, uri }: OpenCase, { folder }: FeatureCase): Surroundings {
  const document = workspace.document(uri) ?? assert.fail(uri);
  const file = join(folder, 'answer.json');
  const answer = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Answer) : undefined;
  const lastGood = findLastGood(uri, folder);
  return {
    document,
    lastGood,
    flow: steadyFlow(document, lastGood),
    project: workspace.project,
    fileName: basename(uri, '.flow.json'),
    answerOf: (prefix) => {
      if (answer === undefined || answer.endpoint !== prefix) return undefined;
      const { variables } = responseVariables(answer.content, answer.baseElement, prefix);
      const hides = (value: string): boolean => value === answer.hidden;
      return toCapturedAnswer([...variables], answer.baseElement, { origin: 'https://api.example.com', hides });
    },
    seenBy: () => (answer === undefined ? [] : [{ value: answer.value, branch: answer.branch, time: '10:42' }]),
    rules: [
      { code: 'plain-http-url', title: 'URLs are https' },
      { code: 'dead-end', title: 'Every step leads on' },
    ],
    foundCodes: () => ['dead-end'],
    importable: () =>
      workspace.project.flows().flatMap((file) => {
        const path = findImportPath(uri, file.uri);
        return path === undefined || file.flow.endpoints.size === 0 ? [] : [{ path, document: file }];
      }),
  };
}

/** What the file held when it could last be read, in `last-good.txt` of a case. */
function findLastGood(uri: string, folder: string) {
  const file = join(folder, 'last-good.txt');
  return existsSync(file) ? readDocument(uri, readFileSync(file, 'utf8')) : undefined;
}

function complete(open: OpenCase, fixture: FeatureCase, abilities: CompletionAbilities): Promise<CompletionList> {
  return completion(surroundingsOf(open, fixture), open.offset, undefined, json, abilities);
}

/** The item that a case accepts: the one that `accept.txt` names, else the first. */
function chooseItem(items: readonly CompletionItem[], { folder }: FeatureCase): CompletionItem {
  const file = join(folder, 'accept.txt');
  const label = existsSync(file) ? readFileSync(file, 'utf8').trim() : items[0]?.label;
  return items.find((item) => item.label === label) ?? assert.fail(`${folder} offers ${label}`);
}

/** The beginning of the list, one item a line. */
function toText({ items, isIncomplete }: CompletionList): string {
  const lines = items.slice(0, 24).map(({ label, detail }) => (detail === undefined ? label : `${label} | ${detail}`));
  const more = items.length > 24 ? [`(${items.length} in all)`] : [];
  return `${[...lines, ...more, ...(isIncomplete ? ['(asks again)'] : [])].join('\n')}\n`;
}

suite('what is offered, and what the text is after it is accepted', () => {
  for (const fixture of readFeatureCases('completion')) {
    test(fixture.name, () =>
      withFeatureCase(fixture, async (open) => {
        const list = await complete(open, fixture, full);
        assertFileHolds(join(fixture.folder, 'expected.items.txt'), toText(list));
        if (list.items.length === 0) return;
        const { text } = open.workspace.document(open.uri) ?? assert.fail();
        const item = chooseItem(list.items, fixture);
        assertFileHolds(join(fixture.folder, 'expected.flow.json'), acceptCompletion(text, item));
      }),
    );
  }
});

/** Keys that an object has more than once. */
function repeatedKeys(node: JsonNode | undefined): readonly string[] {
  if (node?.kind === 'array') return node.items.flatMap(repeatedKeys);
  if (node?.kind !== 'object') return [];
  const keys = node.properties.map(({ key }) => key.value);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  return [...repeated, ...node.properties.flatMap(({ value }) => repeatedKeys(value))];
}

suite('whatever is accepted, the file is JSON, no key is in it twice, and editors without snippets write the same', () => {
  for (const fixture of readFeatureCases('completion')) {
    test(fixture.name, () =>
      withFeatureCase(fixture, async (open) => {
        const { text } = open.workspace.document(open.uri) ?? assert.fail();
        const [rich, plain] = [await complete(open, fixture, full), await complete(open, fixture, bare)];
        assert.deepEqual(
          rich.items.map(({ label }) => label),
          plain.items.map(({ label }) => label),
        );
        for (const [index, item] of rich.items.entries()) {
          const accepted = acceptCompletion(text, item);
          const { syntaxErrors, root } = readDocument(open.uri, accepted);
          assert.deepEqual(syntaxErrors, [], `${item.label}: ${accepted}`);
          assert.deepEqual(repeatedKeys(root), [], `${item.label}: ${accepted}`);
          const other = acceptCompletion(text, plain.items[index] ?? assert.fail());
          assert.deepEqual(JSON.parse(other), JSON.parse(accepted), item.label);
        }
      }),
    );
  }
});

test('a list finds its items by what is typed from the start of its range on', async () => {
  for (const fixture of readFeatureCases('completion')) {
    await withFeatureCase(fixture, async (open) => {
      const { items } = await complete(open, fixture, full);
      const document = open.workspace.document(open.uri) ?? assert.fail();
      for (const { label, filterText, textEdit } of items) {
        assert.ok(textEdit !== undefined && 'range' in textEdit);
        const { start, end } = textEdit.range;
        assert.equal(start.line, end.line, label);
        const typed = document.text.slice(document.lines.offsetAt(start), open.offset);
        assert.ok(document.lines.offsetAt(end) >= open.offset, label);
        if (typed.startsWith('"')) assert.match(filterText ?? '', /^"/, label);
        else assert.doesNotMatch(filterText ?? '', /^"/, label);
      }
    });
  }
});
