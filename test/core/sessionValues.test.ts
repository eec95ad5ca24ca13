import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readDocument } from '#core/model/document';
import { findCapturedValue, toCapturedAnswer } from '#core/request/capturedAnswer';
import { forwardedValues } from '#core/request/forwardedValues';
import { toSessionValues } from '#core/request/sessionValues';
import { flowText } from '../support/flows';

const answer = toCapturedAnswer(
  [
    ['orders:id', 'A-1'],
    ['orders:items.1.sku', 42],
    ['orders:order.id', 'inner'],
    ['orders:none', null],
    ['orders:paid', false],
  ],
  '$.data.order',
  { origin: 'https://api.example.com', hides: (value) => value === 'inner' },
);

function valuesOf(flow: object, given: Readonly<Record<string, string>> = {}) {
  const document = readDocument('file:///a.flow.json', flowText({ flow }));
  return toSessionValues(document.flow, new Map(Object.entries(given)), (prefix) =>
    prefix === 'orders' ? answer : undefined,
  );
}

suite('a captured answer', () => {
  test('is read by its path, with the name of the base element in front or without it', () => {
    const values = valuesOf({});
    const paths = ['orders:items.1.sku', 'orders:order.items.1.sku', 'orders:order.id', 'orders:paid'];
    assert.deepEqual(paths.map(values.find), ['42', '42', 'inner', 'false']);
  });

  test('gives nothing for what is not in it, for null, and for another endpoint', () => {
    const values = valuesOf({});
    const paths = ['orders:items.2.sku', 'orders:none', 'orders:items', 'parcels:id', 'id'];
    assert.deepEqual(
      paths.map(values.find),
      paths.map(() => undefined),
    );
  });

  test('comes behind what was given for the run, and before examples', () => {
    const flow = { variables: { 'orders:id': { example: 'example' } } };
    assert.equal(valuesOf(flow).find('orders:id'), 'A-1');
    assert.equal(valuesOf(flow, { 'orders:id': 'given' }).find('orders:id'), 'given');
  });

  test('tells where a value came from, and nothing of values from elsewhere', () => {
    assert.equal(valuesOf({}).captured('orders:id')?.origin, 'https://api.example.com');
    assert.equal(valuesOf({}, { 'orders:id': 'given' }).captured('orders:id'), undefined);
    assert.equal(valuesOf({}).captured('orders:none'), undefined);
  });
});

suite('what a node sets', () => {
  const set = (variable: string, value: string): object => ({ type: 'set-variable', variable, value, next: 'end' });

  test('is filled from captured answers, from examples, and from what other nodes set', () => {
    const nodes = {
      a: set('label', 'Order [[upper:[[orders:id]]]] for [[name]]'),
      b: set('whole', '<[[label]]>'),
      c: { type: 'request-input', text: 'Name?', variable: 'name', example: 'Ada [[x]]', next: 'end' },
    };
    assert.equal(valuesOf({ nodes }).find('whole'), '<Order A-1 for Ada [[x]]>');
  });

  test('has no value where one in it has none, and where it goes round in a circle', () => {
    const nodes = { a: set('label', '[[unknown]]'), b: set('x', '[[y]]'), c: set('y', '[[x]]') };
    const values = valuesOf({ nodes });
    assert.deepEqual(['label', 'x', 'y'].map(values.find), [undefined, undefined, undefined]);
  });
});

test('values that the flow sends on as credentials are told of the answer that holds them', () => {
  const login = toCapturedAnswer(
    [
      ['login:token', 'T-1'],
      ['login:key', 'K-1'],
      ['login:id', 'I-1'],
    ],
    undefined,
    { origin: 'http://a', hides: () => false },
  );
  const { flow } = readDocument(
    'file:///a.flow.json',
    flowText({
      endpoint: { headers: { Authorization: 'Bearer [[login:token]]', 'X-Id': '[[login:id]]' } },
      node: {
        query: [
          { name: 'api_key', value: '[[lower:[[get-token:key]]]]' },
          { name: 'id', value: '[[login:id]]' },
        ],
      },
    }),
  );
  assert.deepEqual(forwardedValues([flow], ['login', 'get-token'], login), ['T-1', 'K-1']);
  assert.deepEqual(forwardedValues([flow], ['other'], login), []);
});

test('so are those that go through a variable, a query in a URL, or a member of a body', () => {
  const values = ['token', 'key', 'pin', 'id'].map((name) => [`login:${name}`, name.toUpperCase()] as const);
  const login = toCapturedAnswer(values, undefined, { origin: 'http://a', hides: () => false });
  const { flow } = readDocument(
    'file:///a.flow.json',
    flowText({
      url: 'http://h/x?id=[[login:id]]&access_token=[[login:token]]',
      endpoint: { headers: { 'X-Api-Key': '[[k]]' } },
      node: { body: { user: { name: '[[login:id]]', password: '[[login:pin]]' } } },
      flow: {
        nodes: {
          ...nodesOf({ k: '[[j]]', j: 'x[[login:key]]' }),
          ...JSON.parse(flowText({ node: { body: { a: [{ secret: '[[login:pin]]' }] } } })).nodes,
        },
      },
    }),
  );
  assert.deepEqual([...forwardedValues([flow], ['login'], login)].sort(), ['KEY', 'PIN', 'TOKEN']);
});

test('so are those that one flow puts into a variable, and another one sends on', () => {
  const login = toCapturedAnswer([['login:token', 'T-1']], undefined, { origin: 'http://a', hides: () => false });
  const flowOf = (parts: Parameters<typeof flowText>[0]) => readDocument('file:///a.flow.json', flowText(parts)).flow;
  const library = flowOf({ endpoint: { headers: { Authorization: 'Bearer [[jwt]]' } } });
  const setting = flowOf({ flow: { nodes: nodesOf({ jwt: '[[login:token]]' }) } });
  assert.deepEqual(forwardedValues([setting, library], ['login'], login), ['T-1']);
});

/** Nodes that set variables. */
function nodesOf(variables: Readonly<Record<string, string>>): object {
  const entries = Object.entries(variables);
  return Object.fromEntries(
    entries.map(([variable, value]) => [`set-${variable}`, { type: 'set-variable', variable, value, next: 'end' }]),
  );
}

test('a value of an answer is a credential by what the run has hidden, and by its name', () => {
  const values = valuesOf({});
  const isCredential = (name: string) => values.captured(name)?.isCredential;
  assert.deepEqual(['orders:id', 'orders:order.id'].map(isCredential), [false, true]);
  const named = toCapturedAnswer(
    [
      ['a:data.access_token', 'abcdef123'],
      ['a:key', 'A-1'],
    ],
    undefined,
    {
      origin: 'http://a',
      hides: () => false,
    },
  );
  assert.deepEqual(
    ['data.access_token', 'key'].map((path) => findCapturedValue(named, path)?.isCredential),
    [true, false],
  );
});
