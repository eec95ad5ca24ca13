import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { judge, type Verdict } from '#core/request/branch';
import type { FailureKind, Outcome } from '#core/request/exchange';
import type { Evaluation } from '#core/response/evaluateContent';
import { type FlowParts, flowText } from '../support/flows';

const timings = { dns: null, connect: null, tls: null, firstByte: null, download: null, total: 1 };

function answer(statusCode: number, content = {}): Extract<Outcome, { kind: 'response' }> {
  const bytes = new Uint8Array(4);
  const whole = { bytes, size: 4, truncated: false, note: undefined };
  return {
    kind: 'response',
    response: { statusCode, reason: '', fields: [], content: { ...whole, ...content } },
    timings,
  };
}

const failure = (kind: FailureKind): Extract<Outcome, { kind: 'failure' }> => ({
  kind: 'failure',
  failure: { kind, code: 'X', message: 'it failed' },
  timings,
});

function judged(
  outcome: Exclude<Outcome, { kind: 'cancelled' }>,
  parts: FlowParts = {},
  evaluation?: Partial<Evaluation>,
): Verdict {
  const { flow } = readDocument('file:///a.flow.json', flowText(parts));
  const node = flow.nodes.get('get-order');
  const endpoint = flow.endpoints.get('orders');
  assert.ok(node !== undefined && isApiNode(node) && endpoint !== undefined);
  const nothing = { value: undefined, reason: undefined, variables: [], isWhole: true, notes: [] };
  return judge(node, endpoint, outcome, evaluation && { ...nothing, ...evaluation });
}

const byPath = { endpoint: { elementValidation: '$.status' }, node: { results: { ok: 'done', '5': 'not-found' } } };

test('the status code takes the result with exactly its key, else other', () => {
  assert.deepEqual(judged(answer(404)).branch, {
    kind: 'result',
    key: '404',
    target: 'not-found',
    why: 'status 404 has its own result',
  });
  assert.equal(judged(answer(201)).branch?.key, 'other');
  assert.equal(judged(answer(500)).branch?.why, 'no result for 500, so "other"');
});

test('each failure takes its default response', () => {
  const keys = (['timeout', 'pool', 'dns', 'refused', 'reset', 'tls', 'protocol', 'proxy'] as const).map(
    (kind) => judged(failure(kind)).branch?.key,
  );
  assert.deepEqual(keys, ['timeout', 'max-connection', 'error', 'error', 'error', 'error', 'error', 'error']);
});

test('a JSONPath is looked up by its value; without a value it is other, with the reason', () => {
  assert.equal(judged(answer(500), byPath, { value: 'ok' }).branch?.target, 'done');
  assert.equal(judged(answer(200), byPath, { value: 'OK' }).branch?.key, 'other');
  const { branch, validation } = judged(answer(200), byPath, { reason: '"$.status" finds nothing' });
  assert.equal(branch?.why, '"$.status" finds nothing, so "other"');
  assert.deepEqual(validation, { expression: '$.status', value: null });
});

test('an answer beyond the limit claims no branch under a JSONPath, and keeps it under the status code', () => {
  const cut = { truncated: true, size: 100 };
  assert.equal(judged(answer(200, cut), byPath, { value: 'ok' }).branch, null);
  assert.equal(judged(answer(200, cut)).branch?.key, '200');
});

test('a reset in mid-body keeps the branch of a status, and gives other under a JSONPath', () => {
  const broken = { truncated: true };
  assert.equal(judged(answer(200, broken)).branch?.key, '200');
  assert.equal(judged(answer(200, broken), byPath, { reason: 'the answer is no JSON' }).branch?.key, 'other');
});

test('a default that is not mapped leads to null; a flow is a target like a node', () => {
  const parts = {
    node: { responses: { timeout: { flow: 'other-flow', step: 'x' }, error: { flow: 'f' }, other: '' } },
  };
  assert.equal(judged(failure('pool'), parts).branch?.target, null);
  assert.deepEqual(judged(failure('timeout'), parts).branch?.target, { flow: 'other-flow', step: 'x' });
  assert.deepEqual(judged(failure('dns'), parts).branch?.target, { flow: 'f' });
  assert.equal(judged(answer(418), parts).branch?.target, null);
});

test('without a valid element validation no branch is claimed for an answer', () => {
  for (const elementValidation of [undefined, 'http_response_code', 'status']) {
    const { branch, reason } = judged(answer(200), { endpoint: { elementValidation } });
    assert.equal(branch, null);
    assert.match(reason ?? '', /element validation/);
  }
});
