import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { Range } from 'vscode-languageserver-protocol';
import { type FlowDocument, readDocument } from '#core/model/document';
import { createJsonLanguage } from '../../server/src/features/jsonLanguage';
import { readFeatureCases, withFeatureCase } from '../support/featureCases';
import { applyTextEdits } from '../support/featureEdits';
import { assertFileHolds, readOddFlows } from '../support/fixtures';
import { styles } from '../support/project';

const options = { tabSize: 2, insertSpaces: true, insertFinalNewline: true };
const json = createJsonLanguage();

async function format(document: FlowDocument, range?: Range, more = {}): Promise<string> {
  const edits = await json.ask(document, (service, text) => service.format(text, range, { ...options, ...more }));
  return applyTextEdits(document.text, edits ?? []);
}

/** All that is no white space between tokens; a string that is never closed ends with its line. */
function substance(text: string): string {
  return text.replaceAll(/("(?:[^"\\\r\n]|\\.)*"?|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)|\s+/g, '$1');
}

function lineEndsOf(text: string): readonly string[] {
  return text.match(/\r\n|\r|\n/g) ?? [];
}

suite('formatting', () => {
  for (const each of readFeatureCases('formatting')) {
    test(each.name, () =>
      withFeatureCase(each, async ({ workspace, uri }) => {
        const document = workspace.document(uri);
        assert.ok(document);
        const formatted = await format(document);
        assert.equal(substance(formatted), substance(document.text));
        assertFileHolds(join(each.folder, 'expected.json'), formatted);
      }),
    );
  }

  test('loses nothing of any text, and of a right one changes nothing the second time', async () => {
    for (const { name, text: written } of readOddFlows()) {
      for (const style of Object.values(styles)) {
        const whole = written.includes('\r') ? written : style(written);
        for (let end = whole.length; end > 0; end -= 797) {
          const text = whole.slice(0, end);
          const once = await format(readDocument('file:///a.flow.json', text));
          assert.equal(substance(once), substance(text), `${name} up to ${end}`);
        }
        const once = await format(readDocument('file:///a.flow.json', whole));
        assert.equal(await format(readDocument('file:///a.flow.json', once)), once, name);
        const [lineEnd = '\n'] = lineEndsOf(whole);
        assert.deepEqual([...new Set(lineEndsOf(once))], [lineEnd], name);
      }
    }
  });

  test('indents with tabs where the editor does', async () => {
    const text = await format(readDocument('file:///a.flow.json', '{"a":{"b":1}}'), undefined, { insertSpaces: false });
    assert.equal(text, '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n');
  });

  test('ends with a line break only where the editor wants one', async () => {
    assert.equal(await format(readDocument('file:///a.flow.json', '{}')), '{}\n');
    assert.equal(
      await format(readDocument('file:///a.flow.json', '{}'), undefined, { insertFinalNewline: false }),
      '{}',
    );
  });

  test('a part is formatted alone', async () => {
    const document = readDocument('file:///a.flow.json', '{\n"a":1,\n  "b":    2,\n"c":3\n}\n');
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 12 } };
    assert.equal(await format(document, range), '{\n"a":1,\n  "b": 2,\n"c":3\n}\n');
  });

  test('brackets without end are left alone', async () => {
    const text = '['.repeat(100_000);
    assert.equal(await format(readDocument('file:///a.flow.json', text)), text);
  });
});

suite('folding', () => {
  for (const each of readFeatureCases('folding')) {
    test(each.name, () =>
      withFeatureCase(each, async ({ workspace, uri }) => {
        const document = workspace.document(uri);
        assert.ok(document);
        const lines = document.text.split('\n');
        const ranges = await json.ask(document, (service, text) => service.getFoldingRanges(text));
        const told = (ranges ?? [])
          .sort((a, b) => a.startLine - b.startLine)
          .map(({ startLine, endLine }) => `${startLine + 1}-${endLine + 1} ${lines[startLine]?.trim()}`);
        assertFileHolds(join(each.folder, 'expected.txt'), `${told.join('\n')}\n`);
      }),
    );
  }

  test('gives the outer ranges where a client takes no more', async () => {
    const nested = '{\n"a": {\n"b": {\n"c": 1\n}\n}\n}';
    const document = readDocument('file:///a.flow.json', nested);
    const ranges = await json.ask(document, (service, text) => service.getFoldingRanges(text, { rangeLimit: 2 }));
    assert.deepEqual(ranges?.map(({ startLine }) => startLine).sort(), [0, 1]);
  });
});
