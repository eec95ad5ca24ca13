import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '#core/model/document';
import { type ApiNode, isApiNode } from '#core/model/flow';
import type { TakenBranch } from '#core/request/runResult';
import type { RunOutcome } from '../../server/src/run/runRequest';
import { runToHere } from '../../server/src/run/runToHere';
import { flowText } from '../support/flows';

const document = readDocument(
  'file:///a.flow.json',
  flowText({
    flow: {
      start: 'login',
      nodes: {
        login: { type: 'api-integration', endpoint: 'orders', results: { '200': 'get-order', '404': 'sorry' } },
        'get-order': { type: 'api-integration', endpoint: 'orders', results: { '200': 'sorry' } },
        sorry: { type: 'text-display', text: 'Sorry', next: 'end' },
        end: { type: 'end' },
      },
    },
  }),
);
const [login, getOrder] = [nodeOf('login'), nodeOf('get-order')];

function nodeOf(id: string): ApiNode {
  const node = document.flow.nodes.get(id);
  assert.ok(node !== undefined && isApiNode(node));
  return node;
}

/** An outcome as far as it is looked at. */
function taken(node: string, branch: Partial<TakenBranch> | null, response: object | null = {}): RunOutcome {
  return { kind: 'result', result: { node, branch, response } } as RunOutcome;
}

async function runWith(first: RunOutcome): Promise<{ readonly ran: string[]; readonly outcome: RunOutcome }> {
  const ran: string[] = [];
  const outcome = await runToHere(document, [login], getOrder, async ({ id }) => {
    ran.push(id);
    return id === 'login' ? first : taken(id, { kind: 'result', key: '200', target: 'sorry' });
  });
  return { ran, outcome };
}

test('a node runs after those that it needs', async () => {
  const { ran, outcome } = await runWith(taken('login', { kind: 'result', key: '200', target: 'get-order' }));
  assert.deepEqual([ran, outcome.kind], [['login', 'get-order'], 'result']);
});

for (const [what, first, reason] of [
  [
    'takes a branch that leads elsewhere',
    taken('login', { key: '404', target: 'sorry' }),
    /"login" takes "404", which leads to "sorry", and from there no way leads on/,
  ],
  [
    'takes a branch that leads nowhere',
    taken('login', { key: 'other', target: null }),
    /"login" takes "other", which leads nowhere/,
  ],
  ['leads into another flow', taken('login', { key: '200', target: { flow: 'other' } }), /leads to "other"/],
  ['got no answer', taken('login', null, null), /"login" got no answer/],
  [
    'was refused',
    { kind: 'refused', why: 'missing', reason: 'Nothing was sent: x', missing: ['x'] },
    /^"login" comes first\. Nothing was sent: x$/,
  ],
] as const) {
  test(`nothing is sent for the node where one before it ${what}`, async () => {
    const { ran, outcome } = await runWith(first);
    assert.deepEqual(ran, ['login']);
    assert.ok(outcome.kind === 'refused');
    assert.match(outcome.reason, reason);
  });
}

test('a cancel of one before it is a cancel, and no claim of a branch is no reason to stop', async () => {
  assert.equal((await runWith({ kind: 'cancelled' })).outcome.kind, 'cancelled');
  assert.deepEqual((await runWith(taken('login', null))).ran, ['login', 'get-order']);
});
