import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fill, placeholderNames, type Values } from '#core/template/fill';
import { parseTemplate } from '#core/template/parseTemplate';

const session = new Map([
  ['orderId', 'A-1001'],
  ['name', 'Ada: Lovelace'],
  ['session:msisdn', '+49 170'],
  ['choice:value', 'Wrong size'],
  ['orders:items.1.name', 'Kettle'],
  ['calc:result', '3'],
  ['smile', '😀!'],
  ['evil', '{{KEY}} [[orderId]]'],
  ['empty', ''],
  ['unknown:x', 'known all the same'],
]);
const environment = new Map([
  ['host', 'http://127.0.0.1'],
  ['a.b-c_1', 'dotted'],
  ['evil', '{{host}}[[orderId]]'],
  ['empty', ''],
]);
const values: Values = { environment: (name) => environment.get(name), session: (name) => session.get(name) };

suite('filling', () => {
  const cases: readonly (readonly [text: string, filled: string])[] = [
    ['', ''],
    ['no placeholder', 'no placeholder'],
    ['{{host}}/orders/[[orderId]]?a=b', 'http://127.0.0.1/orders/A-1001?a=b'],
    ['[[orderId]][[orderId]]', 'A-1001A-1001'],
    ['[[session:msisdn]] [[choice:value]] [[orders:items.1.name]] [[calc:result]]', '+49 170 Wrong size Kettle 3'],
    ['[[empty]]{{empty}}|', '|'],
    ['{{a.b-c_1}}', 'dotted'],
    // Functions, by the platform's documentation.
    ['[[lower:ABC d]] [[upper:abc: d]]', 'abc d ABC: D'],
    ['[[left:2:abc]] [[right:2:abc]]', 'ab bc'],
    ['[[left:9:abc]] [[right:9:abc]] [[left:0:abc]][[right:0:abc]]', 'abc abc '],
    ['[[substr:0:2:abcd]] [[substr:1:3:abcd]] [[substr:2:9:abcd]] [[substr:3:1:abcd]]', 'ab bc cd '],
    ['[[left:1:😀b]] [[right:2:a😀b]] [[substr:1:3:a😀bc]] [[left:1:[[smile]]]]', '😀 😀b 😀b 😀'],
    ['[[lower:[[orderId]]]] [[left:3:[[name]]]] [[right:8:[[name]]]]', 'a-1001 Ada Lovelace'],
    ['[[upper:[[left:3:[[lower:[[name]]]]]]]]', 'ADA'],
    ['[[substr:2:6:[[orderId]]]]', '1001'],
    ['[[lower:[[empty]]]]|', '|'],
    // What is none of their functions is a name, or leaves its argument alone.
    ['[[unknown:x]]', 'known all the same'],
    ['[[unknown:[[orderId]]]]', 'A-1001'],
    // Values are not read again.
    ['[[evil]]', '{{KEY}} [[orderId]]'],
    ['{{evil}}', '{{host}}[[orderId]]'],
    ['[[upper:[[evil]]]]', '{{KEY}} [[ORDERID]]'],
    // What opens no placeholder is text.
    ['[[1,2],[3,4]]', '[[1,2],[3,4]]'],
    ['[[[1,2]],[[{"a":1}]],[["a"]]]', '[[[1,2]],[[{"a":1}]],[["a"]]]'],
    ['[[\n]] [[a\r\nb]]', '[[\n]] [[a\r\nb]]'],
    ['<![CDATA[[[orderId]]]]>', '<![CDATA[A-1001]]>'],
    ['<![CDATA[[1,2]]]>', '<![CDATA[[1,2]]]>'],
    ['[[[orderId]]]', '[A-1001]'],
    ['[[a [[orderId]] b]]', '[[a A-1001 b]]'],
    ['[[a[[orderId]]]]', '[[aA-1001]]'],
    ['[[lower:[[orderId]] b]]', '[[lower:A-1001 b]]'],
    ['[[]] [[ {{}} {{ [[orderId {{host }}', '[[]] [[ {{}} {{ [[orderId {{host }}'],
    ['{{1}} {{ host }} {{a b}} {{-a}} {{{host}}}', '{{1}} {{ host }} {{a b}} {{-a}} {http://127.0.0.1}'],
    ['[[{{host}}]] {{[[orderId]]}}', '[[http://127.0.0.1]] {{A-1001}}'],
    ['[a] {b} ${c}', '[a] {b} ${c}'],
  ];
  for (const [text, filled] of cases) {
    test(JSON.stringify(text), () => assert.deepEqual(fill(text, values), { text: filled, missing: [] }));
  }
});

suite('what has no value stays as written and is named', () => {
  const cases: readonly (readonly [text: string, filled: string, missing: readonly string[]])[] = [
    ['{{x}} [[y]] {{host}}', '{{x}} [[y]] http://127.0.0.1', ['{{x}}', '[[y]]']],
    ['[[upper:[[left:1:[[y]]]]]]', '[[upper:[[left:1:[[y]]]]]]', ['[[y]]']],
    ['[[orders:status]]', '[[orders:status]]', ['[[orders:status]]']],
    ['[[lower]]', '[[lower]]', ['[[lower]]']],
    [
      '[[left:abc]] [[left:-1:abc]] [[left:1.5:abc]] [[left::abc]]',
      '[[left:abc]] [[left:-1:abc]] [[left:1.5:abc]] [[left::abc]]',
      ['[[left:abc]]', '[[left:-1:abc]]', '[[left:1.5:abc]]', '[[left::abc]]'],
    ],
    [
      '[[substr:1:abc]] [[substr:a:b:abc]]',
      '[[substr:1:abc]] [[substr:a:b:abc]]',
      ['[[substr:1:abc]]', '[[substr:a:b:abc]]'],
    ],
    ['[[ orderId ]]', '[[ orderId ]]', ['[[ orderId ]]']],
  ];
  for (const [text, filled, missing] of cases) {
    test(text, () => assert.deepEqual(fill(text, values), { text: filled, missing }));
  }
});

test('session values are encoded, environment values go in raw', () => {
  const { text } = fill('{{host}}/[[name]]/[[upper:[[name]]]]', values, encodeURIComponent);
  assert.equal(text, 'http://127.0.0.1/Ada%3A%20Lovelace/ADA%3A%20LOVELACE');
});

test('names are those of the innermost placeholders, each once', () => {
  assert.deepEqual(placeholderNames('{{a}}{{a}} [[x]] [[lower:[[y:z]]]] [[upper:[[x]]]] [[1,2]] {{b}}'), {
    session: ['x', 'y:z'],
    environment: ['a', 'b'],
  });
});

suite('parts', () => {
  const texts = [
    '',
    'a',
    '{{a}}b[[c]]',
    '[[lower:[[a]]]] [[',
    '<![CDATA[[[x]]]]>',
    '[[[[a]]',
    '{{{{a}}}}',
    ']]}}[[a]]',
  ];
  for (const text of texts) {
    test(`${JSON.stringify(text)} is covered without gaps`, () => {
      let end = 0;
      for (const part of parseTemplate(text)) {
        assert.equal(part.offset, end);
        if (part.kind === 'literal') assert.equal(part.text, text.slice(end, end + part.length));
        end += part.length;
      }
      assert.equal(end, text.length);
    });
  }

  const hostile = ['['.repeat(100_000), '[[a:'.repeat(100_000), '{{a'.repeat(100_000), `[[${'a'.repeat(100_000)}`];
  for (const text of hostile) {
    test(`${text.slice(0, 8)}… of ${text.length} characters is text`, () => {
      assert.deepEqual(
        parseTemplate(text).map(({ kind }) => kind),
        ['literal'],
      );
    });
  }
});
