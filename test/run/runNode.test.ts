import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome, Request } from '#core/request/exchange';
import type { Question } from '../../server/src/run/gates';
import { runNode } from '../../server/src/run/runNode';
import { defaultRunSettings, type RunOutcome, type RunPorts, type RunRequest } from '../../server/src/run/runRequest';
import { type FlowParts, flowText } from '../support/flows';
import { requestOf as anyRequestOf, portsWith } from '../support/runRequest';

const timings = { dns: null, connect: null, tls: null, firstByte: null, download: null, total: 1 };

function answer(statusCode = 200, body = '', contentType = 'application/json'): Outcome {
  const bytes = new TextEncoder().encode(body);
  const content = { bytes, size: bytes.length, truncated: false, note: undefined };
  return {
    kind: 'response',
    response: { statusCode, reason: 'R', fields: [['Content-Type', contentType]], content },
    timings,
  };
}

/** In the environment `dev`. */
function requestOf(parts: FlowParts, more: Partial<RunRequest> = {}): RunRequest {
  return anyRequestOf(parts, { environment: 'dev', ...more });
}

/** Ports that reach nothing: what was sent and asked is remembered. */
function fakePorts(outcome: Outcome | Promise<Outcome> = answer(), yes = true, more: Partial<RunPorts> = {}) {
  const sent: Request[] = [];
  const asked: Question[] = [];
  const ports = portsWith({
    exchange: async (request) => {
      sent.push(request);
      return outcome;
    },
    consent: async (question) => {
      asked.push(question);
      return yes;
    },
    ...more,
  });
  return { ports, sent, asked };
}

const privateKey = { committed: new Map(), private: new Map([['dev', new Map([['KEY', 'a-secret-key']])]]) };
const withSecret = { endpoint: { headers: { Authorization: 'Bearer {{KEY}}' } } };

function refused(outcome: RunOutcome): string {
  assert.equal(outcome.kind, 'refused');
  return outcome.kind === 'refused' ? outcome.why : '';
}

test('nothing is asked and nothing is sent from an untrusted workspace', async () => {
  const { ports, sent, asked } = fakePorts();
  assert.equal(refused(await runNode(requestOf({}, { trusted: false, errors: 1 }), ports)), 'untrusted');
  assert.deepEqual([sent, asked], [[], []]);
});

test('the gates come in order: findings, method, secrets; a no at any of them sends nothing', async () => {
  const parts = { url: 'https://api.example.com/x', endpoint: { ...withSecret.endpoint, method: 'POST' } };
  const request = requestOf(parts, {
    errors: 1,
    environment: 'production',
    environmentFiles: { ...privateKey, private: new Map([['production', new Map([['KEY', 'a-secret-key']])]]) },
  });
  const all = fakePorts();
  await runNode(request, all.ports);
  assert.deepEqual(
    all.asked.map(({ kind }) => kind),
    ['findings', 'method', 'secret'],
  );
  assert.equal(all.asked[2]?.message, 'Send KEY to https://api.example.com?');
  for (const kind of ['findings', 'method', 'secret']) {
    const { ports, sent } = fakePorts(answer(), true, { consent: async (question) => question.kind !== kind });
    assert.equal(refused(await runNode(request, ports)), 'declined', kind);
    assert.deepEqual(sent, []);
  }
});

test('a secret goes to loopback without a question, in any of its names', async () => {
  for (const host of ['127.0.0.1', 'localhost', 'api.localhost', '[::1]', '127.8.9.1']) {
    const { ports, sent, asked } = fakePorts();
    await runNode(requestOf({ url: `http://${host}:1/x`, ...withSecret }, { environmentFiles: privateKey }), ports);
    assert.deepEqual([asked.length, sent.length], [0, 1], host);
  }
  for (const host of ['localhost.example.com', '127.0.0.1.example.com', '10.0.0.1']) {
    const { ports, asked } = fakePorts();
    await runNode(requestOf({ url: `http://${host}/x`, ...withSecret }, { environmentFiles: privateKey }), ports);
    assert.equal(asked.length, 1, host);
    assert.match(asked[0]?.message ?? '', /without encryption/);
  }
});

test('values that nobody gives stop the run and are named', async () => {
  const { ports, sent } = fakePorts();
  const outcome = await runNode(requestOf({ url: '{{base}}/[[id]]' }), ports);
  assert.equal(refused(outcome), 'missing');
  assert.match(outcome.kind === 'refused' ? outcome.reason : '', /\{\{base\}\}, \[\[id\]\] have no value/);
  assert.deepEqual(sent, []);
});

test('the deadline is the given one, else the endpoint’s, else the setting’s', async () => {
  const deadlines: number[] = [];
  const exchange: RunPorts['exchange'] = async (_request, { deadline }) => {
    deadlines.push(deadline);
    return answer();
  };
  const run = (parts: FlowParts, settings: object) =>
    runNode(
      requestOf(parts, { settings: { ...defaultRunSettings, ...settings } }),
      fakePorts(answer(), true, { exchange }).ports,
    );
  await run({ endpoint: { timeout: 700 } }, { deadline: 100 });
  await run({ endpoint: { timeout: 700 } }, { timeout: 300 });
  await run({}, { timeout: 300 });
  assert.deepEqual(deadlines, [100, 700, 300]);
});

test('one run more than the endpoint has connections takes max-connection, and a place is free again afterwards', async () => {
  const { promise, resolve } = (() => {
    let settle = (_outcome: Outcome): void => undefined;
    const waiting = new Promise<Outcome>((done) => {
      settle = done;
    });
    return { promise: waiting, resolve: (outcome: Outcome) => settle(outcome) };
  })();
  const { ports, sent } = fakePorts(promise);
  const request = requestOf({ endpoint: { maxConnections: 1 } });
  const first = runNode(request, ports);
  const second = await runNode(request, ports);
  assert.equal(second.kind === 'result' ? second.result.branch?.key : '', 'max-connection');
  assert.equal(second.kind === 'result' ? second.result.failure?.kind : '', 'pool');
  resolve(answer());
  await first;
  await runNode(request, ports);
  assert.equal(sent.length, 2);
});

test('a cancel while a question is open, or while the answer is read, is a cancel and not a refusal', async () => {
  const abort = new AbortController();
  const consent = async (): Promise<boolean> => {
    abort.abort();
    return false;
  };
  const atQuestion = fakePorts(answer(), true, { signal: abort.signal, consent });
  assert.deepEqual(await runNode(requestOf({}, { errors: 1 }), atQuestion.ports), { kind: 'cancelled' });
  assert.deepEqual(atQuestion.sent, []);
});

test('the answer becomes branch, variables with positions from 1, and a body that is cut at the preview limit', async () => {
  const body = '{"order":{"status":"lost","items":[{"sku":"A"}]}}';
  const parts = {
    endpoint: { elementValidation: '$.order.status', baseElement: '$.order' },
    node: { results: { lost: 'not-found' } },
  };
  const settings = { ...defaultRunSettings, previewLimit: 10 };
  const outcome = await runNode(requestOf(parts, { settings }), fakePorts(answer(200, body)).ports);
  assert.ok(outcome.kind === 'result');
  const { branch, variables, response, validation } = outcome.result;
  assert.equal(branch?.target, 'not-found');
  assert.deepEqual(validation, { expression: '$.order.status', value: 'lost' });
  assert.equal(variables['orders:items.1.sku'], 'A');
  assert.deepEqual([response?.body, response?.truncated, response?.bodyBytes], [body.slice(0, 10), true, body.length]);
});

test('no secret is in a result: not of the private file, not of an input marked sensitive', async () => {
  const body = JSON.stringify({ echo: 'a-secret-key', pin: '4711-0815', number: 47110815 });
  const nodes = { ask: { type: 'request-input', text: 'T', variable: 'pin', sensitive: true } };
  const flow = JSON.parse(flowText()) as { nodes: object };
  const parts = { url: 'http://127.0.0.1/[[pin]]', ...withSecret, flow: { nodes: { ...flow.nodes, ...nodes } } };
  const request = requestOf(parts, { environmentFiles: privateKey, variables: new Map([['pin', '4711-0815']]) });
  const outcome = await runNode(request, fakePorts(answer(200, body)).ports);
  assert.ok(outcome.kind === 'result');
  const text = JSON.stringify(outcome.result);
  assert.equal(/a-secret-key|4711-0815/.test(text), false, text);
});
