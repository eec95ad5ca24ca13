import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readDocument } from '#core/model/document';
import { matchName } from '#core/names/matchName';
import { findMention, meaningOf } from '#core/names/meaning';
import { mentionsIn } from '#core/names/mentionsIn';
import { endOf } from '#core/syntax/span';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { readOddFlows } from '../support/fixtures';
import { flowText } from '../support/flows';
import { withFolder } from '../support/project';

for (const { name, text } of [...readOddFlows(), { name: 'small', text: flowText() }]) {
  test(`every mention of ${name} stands where its name is written, and a cursor finds it`, () => {
    const document = readDocument('file:///flow.flow.json', text);
    const mentions = mentionsIn(document);
    assert.ok(mentions.length > 0 || document.flow.nodes.size === 0);
    for (const mention of mentions) {
      const { offset } = mention.span;
      const written = text.slice(offset, endOf(mention.span));
      assert.equal(JSON.parse(`"${written}"`), mention.name);
      for (const at of [offset, endOf(mention.span)]) assert.equal(findMention(document, at)?.name, mention.name);
    }
  });
}

test('placeholders and targets are read for what they may name', () => {
  const text = JSON.stringify({
    version: 1,
    name: 'shop',
    imports: ['./library.flow.json'],
    variables: { customer: {} },
    endpoints: { orders: { url: '{{api}}/[[lower:[[orderId]]]]', headers: { 'X-A': '\u0001[[orders:status]]' } } },
    start: 'ask',
    nodes: {
      ask: { type: 'request-input', variable: 'orderId', next: { flow: 'other', step: 'hello' } },
      look: { type: 'switch-case', variable: 'orders:status', results: { other: 'ask' } },
      tell: { type: 'text-display', text: '[[session:msisdn]] [[choice:value]]', next: { flow: 'shop', step: 'ask' } },
    },
    suppressions: [{ rule: 'plain-http-url', reason: 'inside' }],
  });
  const read = mentionsIn(readDocument('file:///shop.flow.json', text)).map(({ kind, role, name, flow, path }) =>
    [kind, role, name, flow, path].filter((part) => part !== undefined).join(' '),
  );
  assert.deepEqual(read, [
    'flow definition shop',
    'import reference ./library.flow.json',
    'variable definition customer',
    'endpoint definition orders',
    'value reference api',
    'variable reference orderId',
    'prefix reference orders status',
    'node reference ask',
    'node definition ask',
    'variable definition orderId',
    'flow reference other',
    'node reference hello other',
    'node definition look',
    'prefix reference orders status',
    'node reference ask',
    'node definition tell',
    'prefix reference choice value',
    'flow reference shop',
    'node reference ask shop',
    'rule reference plain-http-url',
  ]);
});

const library = {
  name: 'library',
  endpoints: { orders: { url: 'http://127.0.0.1:9', elementValidation: 'HTTP_RESPONSE_CODE' } },
};
const calling = { type: 'api-integration', endpoint: 'orders', results: { '200': { flow: 'middle' } } };

/** What the only prefix in the first of these flows, by file name, means: its kind, and the file that is its home. */
function prefixMeaning(flows: Readonly<Record<string, object>>): Promise<string> {
  return withFolder(async (folder) => {
    for (const [name, flow] of Object.entries(flows)) writeFileSync(join(folder, name), JSON.stringify(flow));
    const workspace = createWorkspace([folder]);
    await workspace.scan();
    const document = workspace.document(pathToFileURL(join(folder, Object.keys(flows)[0] ?? '')).href);
    assert.ok(document);
    const mention = mentionsIn(document).find(({ kind }) => kind === 'prefix');
    assert.ok(mention);
    const meaning = meaningOf(mention, document, workspace.project);
    return meaning === undefined ? 'nothing' : `${meaning.kind} ${basename(meaning.home)}`;
  });
}

const reading = (text: string, more: object = {}) => ({
  name: 'reading',
  start: 'show',
  nodes: { show: { type: 'text-display', text } },
  ...more,
});
const middle = { name: 'middle', start: 'on', nodes: { on: { type: 'menu', results: { '1': { flow: 'reading' } } } } };

test('a prefix that a flow does not know is that of the flows which lead to it', async () => {
  const caller = { name: 'caller', imports: ['library.flow.json'], nodes: { get: calling } };
  const before = { 'middle.flow.json': middle, 'caller.flow.json': caller, 'library.flow.json': library };
  const ask = (first: object) => prefixMeaning({ 'reading.flow.json': first, ...before });
  assert.equal(await ask(reading('[[orders:status]]')), 'endpoint library.flow.json');
  assert.equal(await ask(reading('[[get:status]]')), 'node caller.flow.json');
  assert.equal(await ask(reading('[[other:status]]')), 'nothing');
  assert.equal(await ask(reading('[[orders:status]]', { endpoints: { orders: {} } })), 'endpoint reading.flow.json');
});

test('an endpoint that is not set up yet is still what its prefix means, and a variable has a value', async () => {
  const ask = (more: object) => prefixMeaning({ 'reading.flow.json': reading('[[orders:value]]', more) });
  assert.equal(
    await ask({ nodes: { a: { ...calling, query: [{ value: '[[orders:value]]' }] } } }),
    'endpoint reading.flow.json',
  );
  assert.equal(await ask({}), 'variable ');
});

test('names are close by what of them was typed', () => {
  const closeness = (query: string) => matchName('get-Order-2', query);
  assert.deepEqual(['get-order-2', 'get', 'order', 'rder', 'gto2', ''].map(closeness), [0, 1, 2, 3, 4, 1]);
  assert.deepEqual(['2o', 'got', 'get-order-22'].map(closeness), [undefined, undefined, undefined]);
});
