import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { readDocument } from '#core/model/document';
import type { Finding } from '#core/rules/finding';
import type { ExampleAnswer } from '#core/rules/rule';
import { applyEdits } from '#core/syntax/edit';
import { endOf } from '#core/syntax/span';
import { type FlowParts, flowText } from '../support/flows';
import { observe } from '../support/observe';

const today = '2026-01-15';
const json = { status: 200, contentType: 'application/json', content: '{}' };
const accepts = (accept: string): FlowParts => ({ endpoint: { headers: { Accept: accept } } });
const says = (text: string, endpoint = {}): FlowParts => ({
  endpoint,
  node: { results: { '200': 'tell', '404': 'not-found' } },
  flow: {
    nodes: {
      'get-order': {
        type: 'api-integration',
        endpoint: 'orders',
        results: { '200': 'tell', '404': 'not-found' },
        responses: { other: 'sorry', error: 'sorry', timeout: 'sorry', 'max-connection': 'sorry' },
      },
      tell: { type: 'text-display', text, next: 'end' },
      'not-found': { type: 'menu', text: 'Again?', results: { Yes: 'get-order', No: 'end' } },
      sorry: { type: 'text-display', text: 'Sorry', next: 'end' },
      end: { type: 'end' },
    },
  },
});

/** `code: token` of what the three rules find once the node has got an answer. */
function seenAfter(parts: FlowParts, answer: Partial<ExampleAnswer>): readonly string[] {
  const text = flowText(parts);
  return findAfter(text, { ...json, ...answer }).map(
    ({ code, span }) => `${code}: ${text.slice(span.offset, endOf(span))}`,
  );
}

function findAfter(text: string, answer: ExampleAnswer): readonly Finding[] {
  const document = readDocument('file:///a.flow.json', text);
  const { id, seen } = observe(document, answer);
  const observationOf = (node: string) => (node === id ? seen : undefined);
  return check(document, undefined, { today, observationOf }).all.filter(({ code }) => code.startsWith('observed-'));
}

suite('an answer that fell to "other"', () => {
  test('is told at "other", with when and where it was seen', () => {
    const [found] = findAfter(flowText(), { ...json, status: 429 });
    assert.equal(found?.message, 'The API answered 429 in "dev" at 10:42, and no result is mapped for it');
    assert.deepEqual(seenAfter({}, { status: 429 }), ['observed-status-unmapped: "other"']);
  });

  test('is told with its value where a JSONPath judges', () => {
    const parts = { endpoint: { elementValidation: '$.state' }, node: { results: { OPEN: 'done' } } };
    const [found] = findAfter(flowText(parts), { ...json, content: '{ "state": "HELD" }' });
    assert.match(found?.message ?? '', /answered 200, which is judged as "HELD", in "dev"/);
  });

  test('gets a result of its own by the quick fix, and is gone', () => {
    const text = flowText();
    const answer = { ...json, status: 429 };
    const [fix] = findAfter(text, answer)[0]?.fixes?.() ?? [];
    assert.equal(fix?.title, 'Add result "429"');
    const mended = applyEdits(text, fix?.edits ?? []);
    assert.equal(JSON.parse(mended).nodes['get-order'].results['429'], 'sorry');
    assert.deepEqual(findAfter(mended, answer), []);
  });

  test('is nothing to tell where a result was taken, or no branch can be claimed', () => {
    assert.deepEqual(seenAfter({}, { status: 404 }), []);
    assert.deepEqual(seenAfter({ endpoint: { elementValidation: '$.a' }, node: { results: { x: 'done' } } }, {}), []);
    assert.deepEqual(findAfter(flowText({ endpoint: { elementValidation: 7 } }), { ...json, status: 429 }), []);
  });
});

suite('the media type of an answer', () => {
  for (const [accept, contentType] of [
    ['application/json', 'text/html; charset=utf-8'],
    ['application/xml, text/xml;q=0.8', 'application/json'],
    ['image/*', 'text/plain'],
  ] as const) {
    test(`${contentType} was not asked for by ${accept}`, () => {
      const found = seenAfter(accepts(accept), { contentType, content: '' });
      assert.deepEqual(found, ['observed-media-type: "get-order"']);
    });
  }
  for (const [accept, contentType] of [
    ['application/json', 'Application/JSON; charset=utf-8'],
    ['text/*, application/json;q=0.5', 'text/html'],
    ['*/*', 'image/png'],
    ['json', 'text/html'],
    ['application/json', ''],
  ] as const) {
    test(`${contentType || 'none'} is right for ${accept}, or nobody can tell`, () => {
      assert.deepEqual(seenAfter(accepts(accept), { contentType, content: '' }), []);
    });
  }
  test('points at the Accept of the node where it has one', () => {
    const found = seenAfter({ node: { headers: { accept: 'text/plain' } } }, {});
    assert.deepEqual(found, ['observed-media-type: "accept"']);
  });
});

suite('a value that is used behind the branch', () => {
  const content = '{ "order": { "status": "lost", "items": [{ "sku": "A" }] } }';
  for (const [text, endpoint] of [
    ['[[orders:stauts]]', { baseElement: '$.order' }],
    ['[[get-order:order.items.2.sku]]', {}],
    ['[[upper:[[orders:status]]]]', {}],
  ] as const) {
    test(`${text} is not there`, () => {
      assert.deepEqual(seenAfter(says(text, endpoint), { content }), [`observed-variable-missing: ${text}`]);
    });
  }
  for (const [text, endpoint] of [
    ['[[orders:status]] [[orders:order.status]]', { baseElement: '$.order' }],
    ['[[get-order:order.items.1.sku]] [[orders:order]]', {}],
    ['[[session:msisdn]] [[weather:today]] [[name]]', {}],
  ] as const) {
    test(`${text} is there, or is something else`, () => {
      assert.deepEqual(seenAfter(says(text, endpoint), { content }), []);
    });
  }
  test('is not looked for behind the next call of the same endpoint', () => {
    assert.deepEqual(seenAfter(says('[[orders:status]]'), { status: 404, content: '{ "reason": "no" }' }), []);
  });
});
