import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { editDocument, type FlowDocument, readDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { jointGraph } from '#core/paths/jointGraph';
import { outlineOf } from '#core/paths/outline';
import { applyEdits, type Edit } from '#core/syntax/edit';
import { generateFlow } from '../bench/generateFlow';
import { readFixtures } from '../support/fixtures';
import { randomEdit } from '../support/fuzz/randomEdits';
import { readMarks } from '../support/marks';
import { createRandom } from '../support/random';

const uri = 'file:///flow.flow.json';
const folders = ['odd', 'one-fault'].map((name) => `test/fixtures/flows/${name}`);
const fixtures = folders.flatMap((folder) => readFixtures(folder)).map(({ marked }) => readMarks(marked).text);
const generated = generateFlow(5);

suite('the outline of a flow', () => {
  for (const [index, original] of [generated, ...fixtures].entries()) {
    test(`of flow ${index} is what it would be of a text that is read anew, whatever is typed`, () => {
      const random = createRandom(`outline ${index}`);
      let document = readDocument(uri, original);
      for (let step = 0; step < 40; step++) {
        const edit = randomEdit(document.text, original, random);
        document = afterEdit(document, edit);
        // Not asked after every edit: what was made of an earlier version counts then.
        if (random(3) === 0) assert.deepEqual(outlineOf(document), outlineOf(readDocument(uri, document.text)));
      }
    });
  }

  const left: Readonly<Record<string, readonly [old: string, now: string]>> = {
    'a header value': ['step-1', 'step-11'],
    'a text without placeholders': ['Please try again', 'Please do try again'],
    'the path of an endpoint': ['/v0/orders', '/v0/all/orders'],
    'white space': ['"type"', '  "type"'],
  };
  for (const [what, [old, now]] of Object.entries(left)) {
    test(`stays the same object, and its graph with it, where ${what} changes`, () => {
      const [before, after] = edited(old, now);
      assert.equal(after, before);
    });
  }

  const changing: Readonly<Record<string, readonly [old: string, now: string]>> = {
    'where a branch leads': ['"404": "ask"', '"404": "sorry"'],
    'what a text asks for': ['"value": "[[orderId]]"', '"value": "[[orderIds]]"'],
    'which endpoint a node calls': ['"endpoint": "orders-0"', '"endpoint": "orders"'],
    'what a node sets': ['"variable": "orderId"', '"variable": "order"'],
    'the key of a branch': ['"200":', '"201":'],
  };
  for (const [what, [old, now]] of Object.entries(changing)) {
    test(`is another where ${what} changes`, () => {
      const [before, after] = edited(old, now);
      assert.notEqual(after, before);
    });
  }
});

/** The graph of the generated flow before and after a change inside of its nodes or endpoints. */
function edited(old: string, now: string) {
  const inside = generated.indexOf(old, generated.indexOf('"endpoints"'));
  assert.ok(inside > 0, old);
  const document = readDocument(uri, generated);
  const before = jointGraph(document, projectOf(document));
  const after = afterEdit(document, { span: { offset: inside, length: old.length }, newText: now });
  return [before, jointGraph(after, projectOf(after))];
}

function afterEdit(document: FlowDocument, edit: Edit): FlowDocument {
  const text = applyEdits(document.text, [edit]);
  return editDocument(document, edit, text) ?? readDocument(uri, text);
}

function projectOf(document: FlowDocument): Project {
  return { flows: () => [document] } as Partial<Project> as Project;
}
