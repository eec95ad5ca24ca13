import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { filesAfter, find, fixesOf, messages, titles } from '../support/fixesBesideFlows';
import { flowText } from '../support/flows';
import { inPlace } from '../support/place';

suite('literal-secret', () => {
  const code = 'literal-secret';
  const flow = flowText({ endpoint: { headers: { 'X-Api-Key': '5f1d7a84' } } });

  test('goes to the private file and is declared, all of it created', () =>
    inPlace({ 'root/a.flow.json': flow }, (place) => {
      const [move] = fixesOf(find(place, { code }));
      assert.ok(move);
      assert.deepEqual(filesAfter(move, place), {
        'a.flow.json': flow.replace('5f1d7a84', '{{ORDERS_API_KEY}}'),
        'http-client.private.env.json (new)': '{\n  "dev": { "ORDERS_API_KEY": "5f1d7a84" }\n}\n',
        'flow-lens.config.json (new)': '{\n  "secrets": ["ORDERS_API_KEY"]\n}\n',
      });
    }));

  test('keeps the name that the same value has already, and is written where it is lacking', () =>
    inPlace(
      {
        'root/a.flow.json': flow,
        'root/http-client.private.env.json': '{ "dev": { "ORDERS_API_KEY": "5f1d7a84" }, "live": {} }',
        'root/flow-lens.config.json': '{ "secrets": ["ORDERS_API_KEY"] }',
      },
      (place) => {
        const [move] = fixesOf(find(place, { code }));
        assert.ok(move);
        assert.deepEqual(filesAfter(move, place), {
          'a.flow.json': flow.replace('5f1d7a84', '{{ORDERS_API_KEY}}'),
          'http-client.private.env.json':
            '{ "dev": { "ORDERS_API_KEY": "5f1d7a84" }, "live": { "ORDERS_API_KEY": "5f1d7a84" } }',
        });
      },
    ));

  for (const [git, mayMove] of [
    ['ignored', true],
    ['none', true],
    ['exposed', false],
    ['tracked', false],
    ['unknown', false],
  ] as const) {
    test(`is ${mayMove ? '' : 'not '}moved while what git makes of the private file is "${git}"`, () =>
      inPlace({ 'root/a.flow.json': flow }, (place) => {
        const found = find(place, { code, git });
        assert.deepEqual([found.length, titles(found).length], [1, mayMove ? 1 : 0]);
      }));
  }

  test('is not moved into or beside a broken file', () =>
    inPlace({ 'root/a.flow.json': flow, 'root/http-client.private.env.json': '{ "dev": [] }' }, (place) => {
      assert.deepEqual(titles(find(place, { code })), []);
    }));

  test('never shows the value', () =>
    inPlace({ 'root/a.flow.json': flow }, (place) => {
      assert.equal(
        JSON.stringify([messages(find(place, { code })), titles(find(place, { code }))]).includes('5f1d7a84'),
        false,
      );
    }));
});
