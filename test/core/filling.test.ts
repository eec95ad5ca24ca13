import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planOf } from '../support/planOf';

/** What an answer could hold, to be sent on by the next node. */
const hostile = '{{ORDERS_KEY}} [[pin]] ${HOME} "\\\n<&>';
const given = { secrets: { ORDERS_KEY: 'a-secret-key' }, session: { answer: hostile, pin: '4711' } };

describe('a value that was put in is text, whatever it holds', () => {
  test('in a URL and a query', () => {
    const parts = { url: 'http://h/[[answer]]?a=[[answer]]', node: { query: [{ name: 'b', value: '[[answer]]' }] } };
    const { request, secrets, missing, problems } = planOf(parts, given);
    const encoded = encodeURIComponent(hostile);
    assert.equal(request.targetUri, `http://h/${encoded}?a=${encoded}&b=${encoded}`);
    assert.deepEqual([secrets, missing, problems], [[], [], []]);
  });

  test('in a field', () => {
    const oneLine = hostile.replace('\n', ' ');
    const { request, secrets } = planOf(
      { node: { headers: { 'X-A': '[[answer]]' } } },
      { ...given, session: { ...given.session, answer: oneLine } },
    );
    assert.deepEqual(request.fields, [['X-A', oneLine]]);
    assert.deepEqual(secrets, []);
  });

  test('in a JSON body, in which it is escaped', () => {
    const body = { a: '[[answer]]', b: ['x[[answer]]y'] };
    const { request, secrets } = planOf({ node: { method: 'POST', body } }, given);
    assert.deepEqual(JSON.parse(request.content ?? ''), { a: hostile, b: [`x${hostile}y`] });
    assert.deepEqual(secrets, []);
  });

  test('in a string body, into which it goes raw', () => {
    const { request, secrets } = planOf({ node: { method: 'POST', body: '<a>[[answer]]</a>' } }, given);
    assert.equal(request.content, `<a>${hostile}</a>`);
    assert.deepEqual(secrets, []);
  });

  test('as the argument of a function', () => {
    const { request } = planOf({ node: { method: 'POST', body: '[[upper:[[answer]]]]' } }, given);
    assert.equal(request.content, hostile.toUpperCase());
  });
});

describe('a field with a line break or NUL refuses the run and is named', () => {
  for (const value of ['a\r\nX-Evil: 1', 'a\nb', 'a\rb', 'a\0b', 'a\n', '\r\na']) {
    test(JSON.stringify(value), () => {
      for (const place of [{ session: { v: value } }, { environment: { v: value } }, { secrets: { v: value } }]) {
        const written = 'session' in place ? '[[v]]' : '{{v}}';
        const { request, problems } = planOf({ node: { headers: { 'X-Trace': written } } }, place);
        assert.deepEqual(problems, ['The field "X-Trace" holds characters that no HTTP field may have']);
        assert.deepEqual(request.fields, []);
      }
    });
  }

  test('white space around a value is none of it', () => {
    const { request } = planOf({ node: { headers: { 'X-Trace': '[[v]]' } } }, { session: { v: ' \ta ' } });
    assert.deepEqual(request.fields, [['X-Trace', 'a']]);
  });
});

describe('a session variable is one component of the URL', () => {
  const uriOf = (url: string, v: string) => planOf({ url }, { session: { v } }).request.targetUri;
  const problemsOf = (url: string, v: string) => planOf({ url }, { session: { v } }).problems;

  test('of its path, its query and behind its host', () => {
    assert.equal(uriOf('http://h/a/[[v]]/b', 'x/../y?z#w%2e'), 'http://h/a/x%2F..%2Fy%3Fz%23w%252e/b');
    assert.equal(uriOf('http://h/?q=[[v]]&r=1', '1&r=2#'), 'http://h/?q=1%26r%3D2%23&r=1');
    assert.equal(uriOf('http://h/a[[v]]', ''), 'http://h/a');
  });

  test('a part of the host stays one', () => {
    assert.equal(uriOf('https://[[v]].example.com/', 'eu'), 'https://eu.example.com/');
    for (const v of [
      'evil.org/',
      'evil.org#',
      'evil.org?',
      'evil.org\\',
      'me@evil.org',
      'evil.org:81',
      'evil.org／',
      '%2f',
    ]) {
      assert.equal(problemsOf('https://[[v]].example.com/', v).length, 1, v);
      assert.equal(problemsOf('https://example.com.[[v]]/', v).length, 1, v);
    }
    assert.equal(problemsOf('https://[[v]]/', '').length, 1);
    assert.equal(problemsOf('https://h:[[v]]/', '80/@evil').length, 1);
  });

  test('no value climbs in the path', () => {
    for (const [url, v] of [
      ['http://h/orders/[[v]]/items', '..'],
      ['http://h/orders/[[v]]', '.'],
      ['http://h/orders/.[[v]]/items', '.'],
      ['http://h/orders/%2E[[v]]/items', '.'],
      ['http://h/orders/.[[v]].', ''],
      ['http://h/orders\\[[v]]\\items', '..'],
      ['http://h/a/[[v]]?x=/y', '..'],
    ] as const) {
      const problems = problemsOf(url, v);
      assert.equal(problems.length, 1, `${url} ${v}`);
      assert.match(problems[0] ?? '', /a segment of the URL's path, which would lead elsewhere/);
    }
  });

  test('dots that do not climb are a value like any other', () => {
    assert.equal(uriOf('http://h/a/v[[v]]/b', '..'), 'http://h/a/v../b');
    assert.equal(uriOf('http://h/a/[[v]]/b', '...'), 'http://h/a/.../b');
    assert.equal(uriOf('http://h/a/[[v]]/b', '%2e%2e'), 'http://h/a/%252e%252e/b');
    assert.equal(uriOf('http://h/a?up=[[v]]', '..'), 'http://h/a?up=..');
    assert.equal(uriOf('http://h/a/b?x=/[[v]]', '..'), 'http://h/a/b?x=/..');
    assert.equal(uriOf('http://h/a/../[[v]]', 'b'), 'http://h/b');
  });
});

describe('a string body that a value makes ill-formed is noted', () => {
  const notesOf = (contentType: string, body: string, v: string) =>
    planOf({ node: { method: 'POST', headers: { 'Content-Type': contentType }, body } }, { session: { v } }).notes;
  const json = ['A value that was put into the body made it ill-formed JSON'];
  const xml = ['A value that was put into the body made it ill-formed XML'];

  test('in JSON, in a string and in the place of a value', () => {
    assert.deepEqual(notesOf('application/json', '{"a":"[[v]]"}', '"'), json);
    assert.deepEqual(notesOf('application/json', '{"a":[[v]]}', 'x'), json);
    assert.deepEqual(notesOf('application/json', '{"a":[[v]]}', '12'), []);
  });

  test('in XML, in text and in an attribute', () => {
    for (const type of ['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml']) {
      assert.deepEqual(notesOf(type, '<a>[[v]]</a>', 'fish & chips'), xml);
      assert.deepEqual(notesOf(type, '<a b="[[v]]"/>', '"'), xml);
      assert.deepEqual(notesOf(type, '<a>[[v]]</a>', '<b>'), xml);
      assert.deepEqual(notesOf(type, '<a>[[v]]</a>', '\uFFFF'), xml);
      assert.deepEqual(notesOf(type, '<a>[[v]]</a>', 'fish &amp; <b/>'), []);
    }
  });

  test('not where it was ill-formed before, is of another type, or is not complete yet', () => {
    assert.deepEqual(notesOf('application/xml', '<a>[[v]]', '&'), []);
    assert.deepEqual(notesOf('text/plain', '<a>[[v]]</a>', '&'), []);
    assert.deepEqual(notesOf('application/json', '{"a":[[v]],"b":[[w]]}', '1'), []);
  });
});
