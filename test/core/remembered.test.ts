import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type CheckResult, createChecker } from '#core/check';
import { editDocument, type FlowDocument, readDocument } from '#core/model/document';
import { noEnvironmentFiles } from '#core/model/environment';
import type { Project } from '#core/model/project';
import { reservedName } from '#core/rules/reserved-name';
import { generateFlow } from '../bench/generateFlow';
import { toEdit } from '../support/fuzz/randomEdits';

const uri = 'file:///flows/a.flow.json';

/** A file that is edited and checked again, and how many nodes were looked at. */
interface Editing {
  /** Gives the ids of the nodes that were looked at when one part of the text had become another. */
  replace(part: string, by: string): readonly string[];
  readonly result: CheckResult;
}

function startEditing(text: string, project?: (document: FlowDocument) => Project): Editing {
  const checker = createChecker();
  let document = readDocument(uri, text);
  const check = () => checker.check(document, project?.(document), { today: '2026-01-15' });
  let result = check();
  return {
    get result() {
      return result;
    },
    replace(part, by) {
      const edited = document.text.replace(part, by);
      document =
        editDocument(document, toEdit(document.text, edited), edited) ?? assert.fail('the edit lies in one entry');
      return nodesLookedAt(() => {
        result = check();
      });
    },
  };
}

/** Every node that is looked at is looked at by this rule, too. */
function nodesLookedAt(act: () => void): readonly string[] {
  const looked: string[] = [];
  const { checkNode } = reservedName;
  const counting: typeof checkNode = (node, context, report) => {
    looked.push(node.id);
    checkNode?.(node, context, report);
  };
  Object.assign(reservedName, { checkNode: counting });
  try {
    act();
  } finally {
    Object.assign(reservedName, { checkNode });
  }
  return looked;
}

/** Makes the rule fail wherever it looks. */
function whileItFails(act: () => void): void {
  const { checkNode } = reservedName;
  Object.assign(reservedName, { checkNode: () => assert.fail('not a good day') });
  try {
    act();
  } finally {
    Object.assign(reservedName, { checkNode });
  }
}

suite('after an edit', () => {
  const text = generateFlow(200);

  test('inside of a node, only that is looked at', () => {
    assert.deepEqual(startEditing(text).replace('order, step 7"', 'order, step 7!"'), ['get-7']);
  });
  test('of an id, what leads to it is looked at', () => {
    const looked = startEditing(text).replace('"get-9": {', '"get-nine": {');
    assert.deepEqual([...looked].sort(), ['get-8', 'get-nine']);
  });
  test('of an endpoint, what calls it is looked at', () => {
    const { nodes }: { nodes: Record<string, { endpoint?: string }> } = JSON.parse(text);
    const callers = Object.keys(nodes).filter((id) => nodes[id]?.endpoint === 'orders-1');
    const editing = startEditing(text);
    assert.deepEqual([...editing.replace('api.example.com/v1/', 'api.example.com/vv1/')].sort(), callers.sort());
    assert.ok(callers.length > 10 && callers.length < 100);
  });
  test('the next one costs as little', () => {
    const editing = startEditing(text);
    editing.replace('order, step 7"', 'order, step 7!"');
    assert.deepEqual(editing.replace('order, step 8"', 'order, step 8!"'), ['get-8']);
  });
});

suite('a rule that fails at nodes', () => {
  const text = JSON.stringify({ version: 1, name: 'a', start: 'a', nodes: { a: { type: 'end' }, b: { type: 'end' } } });

  test('is one finding, as long as it fails', () => {
    let editing: Editing | undefined;
    whileItFails(() => {
      editing = startEditing(text);
    });
    const codes = () => editing?.result.all.map(({ code }) => code);
    assert.deepEqual(codes(), ['internal-error']);
    editing?.replace('"b":{"type":"end"', '"b":{ "type":"end"');
    assert.deepEqual(codes(), ['internal-error'], 'nothing has changed for the other node');
    editing?.replace('"a":{"type":"end"', '"a":{ "type":"end"');
    assert.deepEqual(codes(), []);
  });
  test('because a neighbour fails is asked again', () => {
    let isFailing = true;
    const project: Project = {
      resolveImport: () => ({ kind: 'missing' }),
      flows: () => [],
      flowsNamed: (name) => (isFailing && name !== '' ? assert.fail('not a good day') : []),
      environmentFiles: () => noEnvironmentFiles,
      sideFile: () => undefined,
      gitState: () => 'unknown',
      apiDescription: () => assert.fail('no node is from a description'),
    };
    const target = { type: 'text-display', text: '', next: { flow: 'b' } };
    const nodes = { a: target, b: { type: 'end' } };
    const editing = startEditing(JSON.stringify({ version: 1, name: 'a', start: 'a', nodes }), () => project);
    assert.match(JSON.stringify(editing.result.all.map(({ message }) => message)), /"unknown-target\\\\?" failed/);
    isFailing = false;
    const looked = editing.replace('"b":{"type":"end"', '"b":{ "type":"end"');
    assert.deepEqual([...looked].sort(), ['a', 'b']);
    assert.ok(editing.result.all.some(({ code }) => code === 'unknown-target'));
  });
});
