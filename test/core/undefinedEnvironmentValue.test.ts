import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { filesAfter, find, fixesOf, messages, titles } from '../support/fixesBesideFlows';
import { flowText } from '../support/flows';
import { inPlace } from '../support/place';

suite('undefined-environment-value', () => {
  const code = 'undefined-environment-value';
  const calling = (url: string) => ({ 'root/a.flow.json': flowText({ url }) });
  const environments = (value: object) => ({ 'root/http-client.env.json': JSON.stringify(value, null, 2) });

  test('creates what is not there yet, at the root of the workspace', () =>
    inPlace(calling('{{ordersApi}}/orders'), (place) => {
      const [add, declare, ...others] = fixesOf(find(place, { code }));
      assert.ok(add && declare && others.length === 0);
      assert.deepEqual(filesAfter(add, place), {
        'http-client.env.json (new)': '{\n  "dev": { "ordersApi": "https://example.com" }\n}\n',
      });
      assert.deepEqual(filesAfter(declare, place), {
        'flow-lens.config.json (new)': '{\n  "secrets": ["ordersApi"]\n}\n',
      });
    }));

  test('adds to every environment that lacks it, a part of a URL that makes it one', () =>
    inPlace(
      {
        ...calling('https://{{host}}/[[id]]'),
        ...environments({ dev: { a: 1 }, live: {} }),
        'root/flow-lens.config.json': '{\n  "secrets": [\n    "KEY"\n  ]\n}\n',
      },
      (place) => {
        const [add, declare] = fixesOf(find(place, { code }));
        assert.ok(add && declare);
        assert.deepEqual(filesAfter(add, place), {
          'http-client.env.json': JSON.stringify(
            { dev: { a: 1, host: 'example.com' }, live: { host: 'example.com' } },
            null,
            2,
          ).replace(/\{\s+"host": "example.com"\s+\}/, '{\n    "host": "example.com"\n  }'),
        });
        assert.deepEqual(filesAfter(declare, place), {
          'flow-lens.config.json': '{\n  "secrets": [\n    "KEY",\n    "host"\n  ]\n}\n',
        });
      },
    ));

  test('goes by the picked environment where that exists, and says which others have the value', () =>
    inPlace(
      { ...calling('{{api}}'), ...environments({ dev: { api: 'http://a' }, test: { api: 'http://b' }, live: {} }) },
      (place) => {
        assert.deepEqual(messages(find(place, { code, environment: 'dev' })), []);
        assert.deepEqual(messages(find(place, { code, environment: 'nowhere' })), []);
        const found = find(place, { code, environment: 'live' });
        assert.deepEqual(messages(found), [
          '"{{api}}" has no value in the environment "live", only in "dev" and "test"',
        ]);
        const [add] = fixesOf(found);
        assert.ok(add);
        assert.match(
          filesAfter(add, place)['http-client.env.json'] ?? '',
          /"live": \{\s+"api": "https:\/\/example.com"\s+\}/,
        );
      },
    ));

  test('says the same of what stands in the private file alone, and would declare it first', () =>
    inPlace(
      {
        ...calling('http://a/{{ORDERS_KEY}}'),
        'root/http-client.private.env.json': '{ "dev": { "ORDERS_KEY": "hush-hush" } }',
      },
      (place) => {
        const found = find(place, { code });
        assert.deepEqual(messages(found), [
          '"{{ORDERS_KEY}}" has no value in any committed environment and is no declared secret, so a run may be refused',
        ]);
        assert.deepEqual(titles(found), ['Declare "ORDERS_KEY" a secret', 'Add "ORDERS_KEY" to http-client.env.json']);
      },
    ));

  test('says nothing where the committed file is broken, whatever the private one is', () =>
    inPlace({ ...calling('{{api}}'), 'root/http-client.env.json': '{ "dev": ' }, (place) => {
      assert.deepEqual(messages(find(place, { code })), []);
      place.write('root/http-client.env.json', '{}');
      place.write('root/http-client.private.env.json', '{ "dev": ');
      assert.equal(find(place, { code }).length, 1);
    }));

  test('is not mended in a configuration that can not be read', () =>
    inPlace({ ...calling('{{api}}'), 'root/flow-lens.config.json': '{ "secrets": "api" }' }, (place) => {
      assert.deepEqual(titles(find(place, { code })), ['Add "api" to http-client.env.json']);
    }));
});
