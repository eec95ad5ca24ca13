import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findApiNodes, findNodeAround } from '../../client/src/run/apiNodes';

const flow = `{
  "nodes": {
    "ask": { "type": "request-input" },
    "get": {
      "type": "api-integration"
    },
    "a": { "type": "api-integration" }, "b": { "type": "api-integration" }
  }
}`;

function nodeAt(text: string): string | undefined {
  const cursor = text.indexOf('|');
  const flowText = text.replace('|', '');
  return findNodeAround(flowText, findApiNodes(flowText), cursor)?.id;
}

describe('the node that a command without arguments is about', () => {
  test('is the API node that the cursor stands in', () => {
    assert.equal(nodeAt(flow.replace('"api-integration"\n', '"api-|integration"\n')), 'get');
    assert.equal(nodeAt(flow.replace('"b"', '"|b"')), 'b');
  });

  test('is the API node whose line it is', () => {
    assert.equal(nodeAt(flow.replace('    "get"', '|    "get"')), 'get');
    assert.equal(nodeAt(flow.replace('    },', '    },|')), 'get');
  });

  test('is no node where two share the line and the cursor stands in neither', () => {
    assert.equal(nodeAt(flow.replace('    "a"', '|    "a"')), undefined);
  });

  test('is no node of another type, and none elsewhere', () => {
    assert.equal(nodeAt(flow.replace('"ask"', '"a|sk"')), undefined);
    assert.equal(nodeAt(`|${flow}`), undefined);
  });

  test('is found in a text that is being typed', () => {
    assert.equal(nodeAt('{ "nodes": { "get": { "type": "api-integration", "endpoint": |'), 'get');
    assert.equal(nodeAt('|'), undefined);
  });
});
