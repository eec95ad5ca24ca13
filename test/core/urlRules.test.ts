import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '#core/check';
import { readDocument } from '#core/model/document';
import type { Environments } from '#core/model/environment';
import { isApiNode } from '#core/model/flow';
import type { Project } from '#core/model/project';
import { toEnvironmentValues } from '#core/request/environmentValues';
import { plan } from '#core/request/plan';
import { toSessionValues } from '#core/request/sessionValues';
import { flowText } from '../support/flows';

const today = '2026-01-15';

suite('invalid-url says what a run would say', () => {
  const urls = [
    'https://h/x',
    ' HTTP://H ',
    'https:h',
    'https:/h',
    'https:///h',
    'http://h:80/',
    'http://h:99999/',
    'http://h:port/',
    'http://',
    'http:',
    'https://?x',
    'https://#x',
    '//h/x',
    '/x',
    'h/x',
    'h:80/x',
    'ftp://h/x',
    'mailto:a@h',
    'http://a b/',
    'http://h/a b',
    'http://ü.example/ß',
    'http://[::1]/',
    'http://[::g]/',
    'http://1.2.3.256/',
    'http://me:pw@h/',
    'http://h\\x',
    'http://h/\nx',
    'ht\ntp://h/',
    'http://%zz/',
    'http://xn--/',
    'http://h/{{1}}',
    'http://{{1}}/',
    'x'.repeat(100_000),
  ];
  for (const url of urls) {
    test(JSON.stringify(url.slice(0, 60)), () => {
      const document = readDocument('file:///a.flow.json', flowText({ url }));
      const isFound = check(document, undefined, { today }).all.some(({ code }) => code === 'invalid-url');
      assert.equal(isFound, problemsOf(document).length > 0);
    });
  }
});

function problemsOf(document: ReturnType<typeof readDocument>): readonly string[] {
  const node = document.flow.nodes.get('get-order');
  const endpoint = document.flow.endpoints.get('orders');
  assert.ok(node !== undefined && isApiNode(node) && endpoint !== undefined);
  return plan(node, endpoint, {
    environment: toEnvironmentValues({ committed: new Map(), private: new Map() }, null),
    session: toSessionValues(document.flow, new Map()),
  }).problems;
}

suite('environments', () => {
  const committed: Environments = new Map([
    ['dev', new Map([['api', 'http://127.0.0.1:8787']])],
    ['staging', new Map([['api', 'http://api.example.com']])],
    ['broken', new Map([['api', 'api.example.com']])],
  ]);
  const messagesWith = (environment: string | null) => {
    const document = readDocument('file:///a.flow.json', flowText({ url: '{{api}}/orders' }));
    const codes = ['invalid-url', 'plain-http-url'];
    const { all } = check(document, projectWith(committed), { today, environment });
    return all.filter(({ code }) => codes.includes(code)).map(({ code, message }) => `${code}: ${message}`);
  };

  test('all committed ones are looked at while none is picked', () => {
    assert.deepEqual(messagesWith(null), [
      'invalid-url: "{{api}}/orders" is no absolute http or https URL in the environment "broken", so no request can be sent',
      'plain-http-url: "{{api}}/orders" is plain http in the environment "staging": anybody on the way can read and change what is sent',
    ]);
  });
  test('the picked one alone, where it is committed', () => {
    assert.deepEqual(messagesWith('dev'), []);
    assert.equal(messagesWith('staging').length, 1);
    assert.match(messagesWith('broken').join(), /^invalid-url: /);
  });
  test('all of them where the picked one is not among them', () => {
    assert.deepEqual(messagesWith('of my own'), messagesWith(null));
  });
});

function projectWith(committed: Environments): Project {
  return {
    resolveImport: () => ({ kind: 'missing' }),
    flows: () => [],
    flowsNamed: () => undefined,
    environmentFiles: () => ({ committed, private: new Map([['of my own', new Map([['api', 'ftp://h']])]]) }),
    sideFile: () => undefined,
    apiDescription: () => ({ kind: 'pending' }),
    gitState: () => 'unknown',
  };
}
