import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodesByEndpoint } from '#core/model/callers';
import { editDocument, type FlowDocument, readDocument } from '#core/model/document';
import { createFlowIndex } from '#core/model/flowIndex';
import { applyEdits } from '#core/syntax/edit';
import { generateFlow } from '../bench/generateFlow';
import { randomEdits } from '../support/fuzz/randomEdits';
import { createRandom } from '../support/random';

const namesIn = (document: FlowDocument) => nodesByEndpoint(document).keys();

test('an index that is kept up with edits is the one that is made anew', () => {
  const random = createRandom('index');
  const byEndpoint = createFlowIndex(namesIn);
  let flows = ['a', 'b', 'c', 'd'].map((name) => readDocument(`file:///${name}.flow.json`, generateFlow(120, name)));
  for (let step = 0; step < 200; step++) {
    const place = random(flows.length);
    flows = flows.map((flow, index) => (index === place ? editAtRandom(flow) : flow));
    if (random(3) === 0) continue;
    assert.deepEqual(
      toPlain(byEndpoint(flows), ({ uri }) => uri),
      byUri(flows),
    );
    for (const flow of flows) {
      const anew = readDocument(flow.uri, flow.text);
      assert.deepEqual(
        toPlain(nodesByEndpoint(flow), ({ id }) => id),
        toPlain(nodesByEndpoint(anew), ({ id }) => id),
      );
    }
  }

  function editAtRandom(flow: FlowDocument): FlowDocument {
    const [edit = assert.fail()] = randomEdits(flow.text, flow.text, flow.text, random);
    const text = applyEdits(flow.text, [edit]);
    return editDocument(flow, edit, text) ?? { ...readDocument(flow.uri, text), lineage: flow.lineage };
  }
});

test('lists that an index has given out stay as they are', () => {
  const byEndpoint = createFlowIndex(namesIn);
  const before = readDocument('file:///a.flow.json', generateFlow(3));
  const list = byEndpoint([before]).get('orders-0');
  const text = before.text.replaceAll('"endpoint": "orders-0"', '"endpoint": "others-0"');
  assert.equal(byEndpoint([{ ...readDocument(before.uri, text), lineage: before.lineage }]).get('orders-0'), undefined);
  assert.deepEqual(list, [before]);
});

/** Made without an index that could be kept up. */
function byUri(flows: readonly FlowDocument[]): Readonly<Record<string, readonly string[]>> {
  return toPlain(createFlowIndex(namesIn)([...flows]), ({ uri }) => uri);
}

function toPlain<Item>(index: ReadonlyMap<string, readonly Item[]>, nameOf: (item: Item) => string) {
  const entries = [...index].map(([name, items]) => [name, items.map(nameOf)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
