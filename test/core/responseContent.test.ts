import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { toMediaType } from '#core/response/mediaType';
import { readContent } from '#core/response/readContent';
import type { Tree } from '#core/response/tree';

const bytes = (text: string) => Buffer.from(text, 'utf8');

/** The tree as plain objects, so that it can be compared with a literal. */
function treeOf(text: string, contentType?: string): Tree {
  const content = readContent(bytes(text), contentType);
  assert.ok('tree' in content, 'reason' in content ? content.reason : '');
  return JSON.parse(JSON.stringify(content.tree));
}

function reasonOf(text: string, contentType?: string): string {
  const content = readContent(bytes(text), contentType);
  assert.ok('reason' in content, 'a tree was read');
  return content.reason;
}

suite('media type', () => {
  test('the essence is in lower case and parameters are unquoted', () => {
    const { essence, parameters } = toMediaType('Application/JSON; Charset="utf\\-8" ; q=1');
    assert.equal(essence, 'application/json');
    assert.deepEqual(
      [...parameters],
      [
        ['charset', 'utf-8'],
        ['q', '1'],
      ],
    );
  });

  test('the first of a repeated parameter counts', () => {
    assert.equal(toMediaType('text/xml;charset=a;charset=b').parameters.get('charset'), 'a');
  });

  for (const field of [undefined, '', 'json', 'a b/c', ';charset=utf-8', 'text/']) {
    test(`${JSON.stringify(field)} has no essence`, () => assert.equal(toMediaType(field).essence, ''));
  }
});

suite('JSON or XML', () => {
  test('by media type', () => {
    assert.deepEqual(treeOf('{"a":1}', 'application/json'), { a: 1 });
    assert.deepEqual(treeOf('"x"', 'application/problem+json;charset=utf-8'), 'x');
    assert.deepEqual(treeOf('<a>1</a>', 'application/soap+xml'), { a: '1' });
    assert.match(reasonOf('<a/>', 'application/json'), /not well-formed JSON/);
    assert.match(reasonOf('{}', 'text/xml'), /not well-formed XML/);
  });

  test('by the first character where the media type says neither', () => {
    assert.deepEqual(treeOf(' \n[1]', 'text/plain'), [1]);
    assert.deepEqual(treeOf(' \n<a/>'), { a: '' });
    assert.deepEqual(treeOf('true'), true);
    assert.equal(reasonOf('{"a":', 'text/plain'), 'the answer is not well-formed JSON');
    assert.equal(reasonOf('Not found', 'text/plain'), 'the answer is neither JSON nor XML');
  });

  test('HTML is neither', () => {
    const reason = 'the answer is HTML, not JSON or XML';
    assert.equal(reasonOf('<p>x</p>', 'text/html; charset=utf-8'), reason);
    assert.equal(reasonOf('\n<!DOCTYPE html><html></html>'), reason);
    assert.equal(reasonOf('<HTML lang="en"></HTML>', 'application/octet-stream'), reason);
    assert.deepEqual(treeOf('<htmlish/>'), { htmlish: '' });
  });

  test('an empty answer has no tree', () => {
    assert.equal(reasonOf('', 'application/json'), 'the answer is empty');
    assert.equal(reasonOf(' \r\n'), 'the answer is empty');
  });

  test('JSON of any depth is read', () => {
    const depth = 1_000_000;
    const content = readContent(bytes('['.repeat(depth) + ']'.repeat(depth)), 'application/json');
    assert.ok('tree' in content);
  });

  test('a member named __proto__ is a member like any other', () => {
    const content = readContent(bytes('{"__proto__":{"polluted":true}}'), 'application/json');
    assert.ok('tree' in content);
    assert.deepEqual(Object.keys(Object(content.tree)), ['__proto__']);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});

suite('charset', () => {
  test('the parameter decides', () => {
    const content = readContent(Buffer.from('"\xe9"', 'latin1'), 'application/json; charset=ISO-8859-1');
    assert.deepEqual(content, { tree: 'é', note: undefined });
  });

  test('a byte order mark wins over the parameter and is no part of the text', () => {
    const content = readContent(Buffer.from('\ufeff"é"', 'utf16le'), 'application/json; charset=utf-8');
    assert.deepEqual(content, { tree: 'é', note: undefined });
    assert.deepEqual(treeOf('\ufeff{"a":1}', 'application/json'), { a: 1 });
  });

  test('an XML declaration counts where there is no parameter', () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>';
    const content = readContent(Buffer.from(text, 'latin1'), 'application/xml');
    assert.ok('tree' in content);
    assert.deepEqual(content.tree, { a: 'é' });
  });

  test('an unknown charset is read as UTF-8, with a note', () => {
    const content = readContent(bytes('{"a":"é"}'), 'application/json; charset=klingon');
    assert.deepEqual(content, { tree: { a: 'é' }, note: 'the charset "klingon" is unknown, read as UTF-8' });
  });
});

suite('XML as a tree', () => {
  test('the root is a member, text-only elements are their text, repeated ones are a list', () => {
    assert.deepEqual(treeOf('<?xml version="1.0"?>\n<o><id>007</id><i>a</i><i/><i>b</i></o>'), {
      o: { id: '007', i: ['a', '', 'b'] },
    });
  });

  test('attributes are @name, text beside them or beside elements is #text', () => {
    assert.deepEqual(treeOf('<o lang="en">hi</o>'), { o: { '@lang': 'en', '#text': 'hi' } });
    assert.deepEqual(treeOf('<o>hi <b>you</b>!</o>'), { o: { b: 'you', '#text': 'hi !' } });
    assert.deepEqual(treeOf('<o a="1"/>'), { o: { '@a': '1' } });
    assert.deepEqual(treeOf('<o>\n  <b>1</b>\n</o>'), { o: { b: '1' } });
  });

  test('prefixes stay part of the name', () => {
    assert.deepEqual(treeOf('<s:e xmlns:s="urn:s"><s:b s:x="1">t</s:b></s:e>'), {
      's:e': { '@xmlns:s': 'urn:s', 's:b': { '@s:x': '1', '#text': 't' } },
    });
  });

  test('the predefined entities and character references are expanded once, and nothing in CDATA', () => {
    const text = '<a b="&lt;&quot;&#10;\t">&amp;amp; &apos;&gt;&#65;&#x1F600;<![CDATA[&amp;<b>]]></a>';
    assert.deepEqual(treeOf(text), { a: { '@b': '<"\n ', '#text': "&amp; '>A😀&amp;<b>" } });
  });

  test('declared entities are not expanded', () => {
    assert.deepEqual(treeOf('<!DOCTYPE a [<!ENTITY x "secret">]><a>&x;</a>', 'text/xml'), { a: '&x;' });
  });

  test('exponential entities cost nothing', () => {
    const entities = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};&e${i};">`).join('');
    assert.deepEqual(treeOf(`<!DOCTYPE a [<!ENTITY e0 "x">${entities}]><a>&e30;</a>`), { a: '&e30;' });
  });

  test('a document with an external entity is refused', () => {
    const text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>';
    assert.match(reasonOf(text), /^the answer can't be read as XML \(External entities/);
  });

  test('names that mean something to JavaScript are names like any other', () => {
    const content = readContent(
      bytes('<r><__proto__><polluted>1</polluted></__proto__><constructor a="1"/></r>'),
      undefined,
    );
    assert.ok('tree' in content);
    assert.equal(JSON.stringify(content.tree), '{"r":{"__proto__":{"polluted":"1"},"constructor":{"@a":"1"}}}');
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.deepEqual(treeOf('<r hasOwnProperty="1"><toString/></r>'), { r: { '@hasOwnProperty': '1', toString: '' } });
  });

  test('deep nesting is a reason, not an overflow', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    assert.equal(JSON.stringify(treeOf(nested(400))).length, 400 * 6 + 2);
    assert.match(reasonOf(nested(100_000)), /^the answer can't be read as XML \(/);
  });

  test('comments and processing instructions leave no trace', () => {
    assert.deepEqual(treeOf('<a><!-- x --><?pi y?>te<!-- z -->xt</a>'), { a: 'text' });
  });

  for (const text of ['<a>', '<a></b>', '<a/><b/>', '<a b></a>', '<a b="1" b="2"/>', '<a>&</a>', '<a>x</a>y']) {
    test(`${text} is not well-formed`, () => assert.match(reasonOf(text), /^the answer is not well-formed XML \(/));
  }
});
