import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { findEndpoint } from '#core/model/project';
import { findSteps, leadsTo } from '#core/paths/findSteps';

const responses = { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' };

function api(endpoint: string, next: string, more: object = {}): object {
  return { type: 'api-integration', endpoint, results: { '200': next }, responses, ...more };
}

function endpoint(more: object = {}): object {
  return { url: 'http://127.0.0.1:9', elementValidation: 'HTTP_RESPONSE_CODE', ...more };
}

function documentOf(start: string, nodes: object, endpoints: object) {
  const flow = { version: 1, name: 'a', start, nodes: { ...nodes, end: { type: 'end' } }, endpoints };
  return readDocument('file:///a.flow.json', JSON.stringify(flow));
}

function stepsTo(id: string, document: ReturnType<typeof documentOf>): readonly string[] {
  const node = document.flow.nodes.get(id);
  assert.ok(node !== undefined && isApiNode(node));
  const endpointOf = (other: typeof node) => findEndpoint(document, other, undefined)?.endpoint;
  return findSteps(document, node, endpointOf).map((step) => step.id);
}

suite('the nodes to run before a node', () => {
  const bearer = (text: string): object => ({ headers: { Authorization: text } });

  test('are those whose answers it and its endpoint read, each after what it reads itself', () => {
    const document = documentOf(
      'login',
      {
        login: api('auth', 'get'),
        get: api('orders', 'ship'),
        ship: api('shipping', 'end', { query: [{ name: 'id', value: '[[orders:id]]' }] }),
      },
      {
        auth: endpoint(),
        orders: endpoint(bearer('Bearer [[auth:token]]')),
        shipping: endpoint(bearer('Bearer [[login:token]]')),
      },
    );
    assert.deepEqual(stepsTo('ship', document), ['login', 'get']);
    assert.deepEqual(stepsTo('get', document), ['login']);
    assert.deepEqual(stepsTo('login', document), []);
  });

  test('leave out what it does not need, though it stands on the way', () => {
    const document = documentOf(
      'login',
      { login: api('auth', 'get'), get: api('orders', 'ship'), ship: api('shipping', 'end') },
      { auth: endpoint(), orders: endpoint(), shipping: endpoint(bearer('Bearer [[auth:token]]')) },
    );
    assert.deepEqual(stepsTo('ship', document), ['login']);
  });

  test('are the nearest of several that could answer', () => {
    const document = documentOf(
      'far',
      {
        far: api('orders', 'near'),
        near: api('orders', 'ship'),
        ship: api('shipping', 'end', { body: '[[orders:id]]' }),
      },
      { orders: endpoint(), shipping: endpoint({ method: 'POST' }) },
    );
    assert.deepEqual(stepsTo('ship', document), ['near']);
  });

  test('are not those that lead on only where they got no answer', () => {
    const unanswered = api('orders', 'end', { responses: { ...responses, timeout: 'ship' } });
    const document = documentOf(
      'failing',
      { failing: unanswered, ship: api('shipping', 'end', { body: '[[orders:id]]' }) },
      { orders: endpoint(), shipping: endpoint({ method: 'POST' }) },
    );
    assert.deepEqual(stepsTo('ship', document), []);
  });

  test('are found through variables that other nodes set, and in loops', () => {
    const document = documentOf(
      'get',
      {
        get: api('orders', 'keep'),
        keep: { type: 'set-variable', variable: 'id', value: '[[upper:[[orders:id]]]]', next: 'ship' },
        ship: api('shipping', 'get', { body: '[[id]] [[ship:old]]' }),
      },
      { orders: endpoint({ headers: { 'X-Last': '[[shipping:id]]' } }), shipping: endpoint({ method: 'POST' }) },
    );
    assert.deepEqual(stepsTo('ship', document), ['get']);
  });
});

test('a long chain of nodes, each of which reads the one before, takes no time to speak of', () => {
  const nodes: Record<string, object> = {};
  const endpoints: Record<string, object> = {};
  for (let at = 0; at < 1_000; at++) {
    endpoints[`e${at}`] = endpoint();
    nodes[`n${at}`] = api(`e${at}`, at === 999 ? 'end' : `n${at + 1}`, at === 0 ? {} : { body: `[[e${at - 1}:id]]` });
  }
  const document = documentOf('n0', nodes, endpoints);
  const began = performance.now();
  const steps = stepsTo('n999', document);
  assert.deepEqual([steps.length, steps[0], steps.at(-1)], [999, 'n0', 'n998']);
  // Sixteen seconds, where each node is asked of each edge.
  assert.ok(performance.now() - began < 5_000);
});

test('a way leads from a node to itself and to all behind it', () => {
  const document = documentOf('a', { a: api('x', 'b'), b: api('x', 'end') }, { x: endpoint() });
  const ways = [
    leadsTo(document, 'a', 'b'),
    leadsTo(document, 'b', 'a'),
    leadsTo(document, 'b', 'b'),
    leadsTo(document, 'c', 'b'),
  ];
  assert.deepEqual(ways, [true, false, true, false]);
});
