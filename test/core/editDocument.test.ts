import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { check } from '#core/check';
import { editDocument, type FlowDocument, readDocument } from '#core/model/document';
import { noEnvironmentFiles } from '#core/model/environment';
import { isApiNode } from '#core/model/flow';
import { toEnvironmentValues } from '#core/request/environmentValues';
import { plan } from '#core/request/plan';
import { toSessionValues } from '#core/request/sessionValues';
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

suite('after an edit before it, a node', () => {
  const body = '{ "amount": 1250.0, "big": 12345678901234567890, "to": "[[to]]", "isGift": true, "note": null }';
  const text = flowText({ node: { body: 0 } }).replace('"body": 0', `"body": ${body}`);

  test('is sent as it was read', () => {
    const document = readDocument(uri, text);
    const { node, endpoint } = calling(document);
    const values = {
      environment: toEnvironmentValues(noEnvironmentFiles, null),
      session: toSessionValues(document.flow, new Map()),
    };
    const before = plan(node, endpoint, values).request;
    assert.equal(before.content, body.replaceAll(' ', ''));
    const edit = { span: { offset: text.indexOf('"elementValidation"'), length: 0 }, newText: '"timeout": 12345, ' };
    assert.ok(editDocument(document, edit, applyEdits(text, [edit])) !== undefined);
    assert.deepEqual(plan(node, endpoint, values).request, before);
  });
});

function calling({ flow }: FlowDocument) {
  const [node, endpoint] = [flow.nodes.get('get-order'), flow.endpoints.get('orders')];
  assert.ok(node !== undefined && isApiNode(node) && endpoint !== undefined);
  return { node, endpoint };
}

test('a document holds none of the texts that it came from', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const nodes = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`n${index}`, { type: 'text-display', text: 'Hello'.padEnd(1_000) }]),
  );
  const text = JSON.stringify({ version: 1, name: 'long', start: 'n0', nodes });
  let document = readDocument(uri, text);
  const type = (count: number): void => {
    for (let step = 0; step < count; step++) {
      const edit = { span: { offset: document.text.indexOf('Hello'), length: 0 }, newText: 'x' };
      // As it comes from an editor: no part of the text before.
      const now = Buffer.from(applyEdits(document.text, [edit])).toString();
      document = editDocument(document, edit, now) ?? assert.fail('one entry was edited');
      document.lines.positionAt(now.length);
    }
  };
  type(20);
  const before = used();
  type(100);
  assert.ok(used() - before < 10 * text.length, `${(used() - before) / text.length} texts are held`);
});
