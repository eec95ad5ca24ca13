import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowParts } from '../support/flows';
import { type Given, planOf } from '../support/planOf';

const uriOf = (parts: FlowParts, given: Given = {}) => planOf(parts, given).request.targetUri;

test('environment values go into a URL raw, session variables as one percent-encoded component', () => {
  const given = { environment: { base: 'http://h/api' }, session: { id: 'a/b c&d' } };
  assert.equal(uriOf({ url: '{{base}}/orders/[[id]]?x=1' }, given), 'http://h/api/orders/a%2Fb%20c%26d?x=1');
});

test('query parameters keep order and repetition, behind the query of the URL, with the separator of the node', () => {
  const query = [
    { name: 'expand', value: 'items' },
    { name: 'expand', value: 'car rier' },
    { name: 'ü', value: '' },
  ];
  assert.equal(uriOf({ url: 'http://h/p', node: { query } }), 'http://h/p?expand=items&expand=car%20rier&%C3%BC=');
  assert.equal(
    uriOf({ url: 'http://h/p?a=1#part', node: { query, querySeparator: ';' } }),
    'http://h/p?a=1;expand=items;expand=car%20rier;%C3%BC=',
  );
});

test('a literal credential in a field is hidden where an answer repeats it', () => {
  const headers = {
    Authorization: 'Bearer lit-eral-1',
    Cookie: 'a=1; session=abc-def',
    'X-Api-Key': 'k-1234-5678',
    Accept: 'a/b',
  };
  assert.deepEqual(planOf({ node: { headers } }).sensitiveValues, ['lit-eral-1', 'abc-def', 'k-1234-5678']);
});

test('what node and endpoint say differently is said, and the node is sent', () => {
  const endpoint = { method: 'GET', headers: { Accept: 'a/b', 'X-Key': '{{key}}', 'X-List': ['1', '2'], Host: 'a' } };
  const own = { method: 'POST', headers: { accept: 'c/d', 'x-key': 'secret', 'x-list': ['1', '2 '], host: 'b' } };
  const { request, notes } = planOf({ endpoint, node: own }, { secrets: { key: 'secret' } });
  assert.equal(request.method, 'POST');
  assert.deepEqual(notes.slice(0, 2), [
    'The endpoint\'s method is "GET", and the node\'s is sent',
    'The field "accept" has another value on the endpoint, and the node\'s is sent',
  ]);
  assert.equal(notes.filter((note) => note.includes('another value')).length, 1);
});

test('fields of both sides are sent once, the value of the node where they differ, repeated ones one by one', () => {
  const endpoint = { headers: { Accept: 'a/b', 'X-Trace': ['1', '2'] } };
  const node = { headers: { accept: 'c/d', 'X-Own': 'v' } };
  assert.deepEqual(planOf({ endpoint, node }).request.fields, [
    ['accept', 'c/d'],
    ['X-Trace', '1'],
    ['X-Trace', '2'],
    ['X-Own', 'v'],
  ]);
});

test('fields that the client sets itself are left out, and that is said', () => {
  const { request, notes } = planOf({ node: { headers: { Host: 'evil', 'Content-Length': '1' } } });
  assert.deepEqual(request.fields, []);
  assert.equal(notes.length, 2);
});

test('only spaces and tabs around a value are left out, and a line break at its end is no less of one', () => {
  const { request } = planOf({ node: { headers: { 'X-A': ' \t a\u00a0 \t' } } });
  assert.deepEqual(request.fields, [['X-A', 'a\u00a0']]);
  for (const value of ['a\n', '\r\na', 'a\u2028', 'a\f', '\ufeffa']) {
    assert.equal(planOf({ node: { headers: { 'X-A': value } } }).problems.length, 1, JSON.stringify(value));
  }
});

test('a value that would split a field refuses the run', () => {
  const { problems } = planOf({ node: { headers: { 'X-A': '[[v]]' } } }, { session: { v: 'a\r\nX-Evil: 1' } });
  assert.equal(problems.length, 1);
});

test('no value can break a JSON body, and numbers keep their digits', () => {
  const parts = { node: { method: 'POST', body: { name: '[[n]]', deep: [{ count: 4711, '{{k}}': true }] } } };
  const given = { session: { n: 'O"Neil\\\n' }, environment: { k: 'v' } };
  const { content } = planOf(parts, given, (text) => text.replace('4711', '12345678901234567890.10')).request;
  assert.equal(content, '{"name":"O\\"Neil\\\\\\n","deep":[{"count":12345678901234567890.10,"{{k}}":true}]}');
});

test('a string body is sent as it is, and a value that makes it ill-formed JSON is noted', () => {
  const headers = { 'Content-Type': 'application/json' };
  const { request, notes } = planOf({ node: { headers, body: '{"a":"[[v]]"}' } }, { session: { v: '"' } });
  assert.equal(request.content, '{"a":"""}');
  assert.equal(notes.length, 1);
});

test('a value that was put in is never read again', () => {
  assert.equal(
    uriOf({ url: 'http://h/[[a]]' }, { session: { a: '{{KEY}}[[b]]', b: 'x' } }),
    'http://h/%7B%7BKEY%7D%7D%5B%5Bb%5D%5D',
  );
});

test('what has no value is listed once, as written', () => {
  const { missing } = planOf({ url: '{{base}}/[[id]]/[[id]]', node: { headers: { A: '[[lower:[[id]]]]' } } });
  assert.deepEqual(missing, ['{{base}}', '[[id]]']);
});

test('only secrets that are part of the request are named', () => {
  const given = { secrets: { KEY: 'abcd1234', OTHER: 'efgh5678', base: 'http://h', on: 'true' } };
  const parts = { url: '{{base}}/x', node: { headers: { Authorization: 'Bearer {{KEY}}', A: '{{on}}' } } };
  assert.deepEqual(planOf(parts, given).secrets, ['KEY']);
});

test('user information in a URL is not sent', () => {
  const { request, notes } = planOf({ url: 'http://me:secret@h/x' });
  assert.equal(request.targetUri, 'http://h/x');
  assert.equal(notes.length, 1);
});

test('a URL that is no absolute http URL is a problem', () => {
  for (const url of ['/orders', 'ftp://h/x', 'http://', 'javascript:alert(1)']) {
    assert.equal(planOf({ url }).problems.length, 1, url);
  }
});

test('examples stand in for session variables: of the node that sets them, of `variables`, of set-variable', () => {
  const nodes = {
    ask: { type: 'request-input', text: 'T', variable: 'a', example: 'A1' },
    choose: { type: 'multiple-choice-input', text: 'T', variable: 'c', example: 'C1' },
    set: { type: 'set-variable', variable: 'd', value: 5 },
  };
  const text = (own: string) => own.replace('"done": {', `${JSON.stringify(nodes).slice(1, -1)}, "done": {`);
  const parts = { url: 'http://h/[[a]]/[[b]]/[[c:value]]/[[d]]', flow: { variables: { b: { example: true } } } };
  assert.equal(planOf(parts, {}, text).request.targetUri, 'http://h/A1/true/C1/5');
});

test('user information is hidden even while another part of the URL has no value', () => {
  assert.equal(uriOf({ url: 'https://user:pass@{{host}}/x' }), 'https://{{host}}/x');
});

test('a method that is no token is a problem', () => {
  assert.equal(planOf({ node: { method: 'GET X' } }).problems.length, 1);
});

test('values of sensitive variables are told as they were put in, functions applied', () => {
  const ask = { ask: { type: 'request-input', text: 'T', variable: 'pin', sensitive: true } };
  const text = (own: string) => own.replace('"done": {', `${JSON.stringify(ask).slice(1, -1)}, "done": {`);
  const url = 'http://h/[[lower:[[pin]]]]/[[left:3:[[pin]]]]/[[other]]';
  const { sensitiveValues } = planOf({ url }, { session: { pin: 'ABCDEF', other: 'x' } }, text);
  assert.deepEqual(sensitiveValues, ['abcdef', 'ABC']);
});
