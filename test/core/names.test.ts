import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readDocument } from '#core/model/document';
import { findMention } from '#core/names/meaning';
import { mentionsIn } from '#core/names/mentionsIn';
import { endOf } from '#core/syntax/span';
import { readFixtures } from '../support/fixtures';
import { flowText } from '../support/flows';

const flows = readFixtures('test/fixtures/flows/odd').map(({ name, path }) => ({
  name,
  text: readFileSync(path, 'utf8'),
}));

for (const { name, text } of [...flows, { name: 'small', text: flowText() }]) {
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
