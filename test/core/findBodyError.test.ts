import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findBodyError } from '#core/request/findBodyError';
import { toMediaType } from '#core/response/mediaType';

const json = toMediaType('application/json');
const xml = toMediaType('application/xml');

suite('well-formed', () => {
  const texts = {
    JSON: [
      '{"n":[[n]]}',
      '{"s":"[[s]]","t":"a [[lower:[[t]]]] {{u}}"}',
      '{"[[key]]":{{value}}}',
      '[[whole]]',
      '{{whole}}',
      ' [ [[a]], {{b}} ] ',
      '[[[a]],-[[b]],[[c]].[[d]],1e[[e]]]',
      '[[1,2],[3,4]]',
      '{"a":{"b":{{x}}}}',
      '"text"',
      'null',
      '{"a":1,"a":2}',
      '[0.10, 1E+9, "\\u00e9\\/"]',
      `${'['.repeat(400)}1${']'.repeat(400)}`,
    ],
    XML: [
      '<a/>',
      '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><a b="1" c=\'"\'>&lt;&#10;&#xA0;&amp;</a>\n<!-- d -->',
      '<a>[[text]] {{text}}</a>',
      '<a b="[[value]]" c=\'{{value}}\'/>',
      '<list>[[items]]</list>',
      '[[whole]]',
      '<?xml version="1.0"?>{{whole}}',
      '<[[name]] [[attributes]]>x</[[name]]>',
      '<a[[attributes]]>x</a>',
      '<a>&[[entity]];&#[[code]];</a>',
      '<a href="?[[query]]&amp;b=1"/>',
      '<!DOCTYPE a SYSTEM "a.dtd" [ <!ENTITY nbsp "&#160;"> ]><a>&nbsp;</a>',
      '<s:Envelope xmlns:s="urn:s"><s:Body><größe.1-a/></s:Body></s:Envelope>',
      '<a><![CDATA[ <b> & [[x]] ]] > ]]></a>',
      '<a><?php echo "<" ?></a>',
      '<a\n  b = "1"\n></a >',
      '<a b=">"/>',
      `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`,
    ],
  };
  for (const text of texts.JSON) test(shown(text), () => assert.equal(findBodyError(text, json), undefined));
  for (const text of texts.XML) test(shown(text), () => assert.equal(findBodyError(text, xml), undefined));
});

suite('not well-formed JSON, and where', () => {
  const offsets: Readonly<Record<string, number>> = {
    '{"a":1,}': 6,
    '{a:1}': 1,
    '{"a":[[n]] "b":1}': 11,
    '{"a":[[n]],"b" [[m]]}': 15,
    '{[[key]]:1}': 1,
    "{'a':1}": 1,
    ' ': 0,
    '{"a":01}': 6,
    '{"a":[1,2}': 9,
    '"a\nb"': 0,
    'a=1&b=2': 0,
    '{"a":NaN}': 5,
    '{"a":1} x': 8,
    '{"a": // b\n1}': 6,
  };
  for (const [text, offset] of Object.entries(offsets)) {
    test(shown(text), () => assert.equal(findBodyError(text, json)?.offset, offset));
  }
});

suite('not well-formed XML, and where', () => {
  const offsets: Readonly<Record<string, number>> = {
    '<a>': 0,
    '<a><b></a></b>': 6,
    '<a><b>': 3,
    '</a>': 0,
    '<a/><b/>': 4,
    '<a/>text': 4,
    'text<a/>': 0,
    '<a/>&amp;': 4,
    '[[whole]] text': 10,
    '<a b=1/>': 2,
    '<a b/>': 2,
    '<a b="1" b="2"/>': 8,
    '<a b="1"c="2"/>': 8,
    '<a b="1/>': 2,
    '<a b="<"/>': 6,
    '<a href="?a=1&b=2"/>': 13,
    '<a>Q&A</a>': 4,
    '<a>&nbsp;</a>': 3,
    '<a>1 < 2</a>': 5,
    '<a>]]></a>': 3,
    '<a></a x>': 3,
    '<a><!-- b -- c --></a>': 10,
    '<a><!-- b</a>': 3,
    '<a/><!-- b': 4,
    '<a><![CDATA[b</a>': 3,
    '<a/><![CDATA[b]]>': 4,
    '<a/><?b': 4,
    ' <?xml version="1.0"?><a/>': 1,
    '<a/><!DOCTYPE a>': 4,
    '<!DOCTYPE a': 0,
    '<!ELEMENT a>': 0,
    '<1/>': 0,
    '<a': 2,
    '<a>\u0001</a>': 3,
    '': 0,
    '<!-- alone -->': 0,
    '{"a":1}': 0,
  };
  for (const [text, offset] of Object.entries(offsets)) {
    test(shown(text), () => assert.equal(findBodyError(text, xml)?.offset, offset));
  }
});

test('reasons quote nothing of the text', () => {
  const secret = 'tr0ub4dor';
  const texts = [`<p>a<${secret}</p>`, `<p>a&${secret};</p>`, `<p ${secret}/>`, `<p></${secret}>`, `<p>${secret}`];
  for (const text of texts) assert.doesNotMatch(findBodyError(text, xml)?.reason ?? '', new RegExp(secret));
  const jsonTexts = [`{"p": ${secret}}`, `{${secret}: 1}`, `{"p": "${secret}`];
  for (const text of jsonTexts) assert.doesNotMatch(findBodyError(text, json)?.reason ?? '', new RegExp(secret));
});

test('other media types are not looked into', () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/x-ndjson', 'text/html', '']) {
    assert.equal(findBodyError('{', toMediaType(type)), undefined);
  }
});

test('a megabyte costs no more than its length', () => {
  const size = 1_000_000;
  const hard = ['<a ', '&', '<', '<a b="', '<!-- -', '<!DOCTYPE a', '<a>&#', '{"a":', '[[', '<a b="1" ', ' ', '\uFFFF'];
  for (const part of hard) {
    const text = part.repeat(size / part.length);
    for (const mediaType of [json, xml]) assert.notEqual(findBodyError(text, mediaType)?.reason, '');
  }
});

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : JSON.stringify(text);
}
