import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { editDocument, type FlowDocument, readDocument } from '#core/model/document';
import type { Related } from '#core/rules/rule';
import { applyEdits } from '#core/syntax/edit';
import { readFixtures } from '../support/fixtures';
import { flowText } from '../support/flows';
import { randomEdit } from '../support/fuzz/randomEdits';
import { createRandom } from '../support/random';

const uri = 'file:///flow.flow.json';
const folders = ['odd', 'one-fault'].map((name) => `test/fixtures/flows/${name}`);
const texts = [flowText(), ...folders.flatMap((folder) => readFixtures(folder)).map(({ marked }) => marked)];

suite('a document that follows edits is the one that is read anew', () => {
  for (const [index, original] of texts.entries()) {
    test(`flow ${index}`, () => {
      const random = createRandom(`document ${index}`);
      let document = readDocument(uri, original);
      for (let step = 0; step < 40; step++) {
        const edit = randomEdit(document.text, original, random);
        const text = applyEdits(document.text, [edit]);
        document = editDocument(document, edit, text) ?? readDocument(uri, text);
        assert.deepEqual(toPlain(document), toPlain(readDocument(uri, text)), `step ${step}: ${JSON.stringify(edit)}`);
      }
    });
  }
});

/** All that a document tells: its faults, its positions, and what the rules find, which look at everything else. */
function toPlain(document: FlowDocument): unknown {
  const { text, lines, syntaxErrors, shapeErrors } = document;
  const shapes = shapeErrors.map(({ kind, path, span: { offset, length } }) => [kind, path, offset, length].join());
  const findings = check(document, undefined, { today: '2026-11-26' }).all.map(
    ({ code, severity, message, span: { offset, length }, related = [], node, endpoint, suppressed }) => ({
      code,
      severity,
      message,
      offset,
      length,
      related: related.map(toPlainRelated),
      node,
      endpoint,
      suppressed,
    }),
  );
  return { text, end: lines.positionAt(text.length), syntaxErrors, shapes: shapes.sort(), findings };
}

function toPlainRelated({ span: { offset, length }, message }: Related): unknown {
  return { offset, length, message };
}
