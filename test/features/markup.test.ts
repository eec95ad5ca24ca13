import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupKind } from 'vscode-languageserver-protocol';
import { boundedList, code, paragraph, strong } from '#core/explain/explanation';
import { toMarkup } from '../../server/src/features/markup';

const hostile = [
  '[x](command:evil)',
  '![x](https://a.example/x.png)',
  '<img src=x>',
  'https://a.example',
  'www.a.example',
  'me@a.example',
  '&lt;b&gt;',
  '# title',
  '- item',
  '1. item',
  '```',
  '**x**',
  '~~x~~',
  '+ item',
  'a\n\n# b',
  '\u202eabc',
];

/** What CommonMark and its dialects would read as more than words. */
const meaningful = /(?<!\\)[[\]<>`*_&@~]|(?<!\\):\/\/|www\.|^\s*(?:[-+#] |\d+\. )|\n|\u202e/;

for (const text of hostile) {
  test(`${JSON.stringify(text)} stays words`, () => {
    const { value } = toMarkup([paragraph(text)], MarkupKind.Markdown);
    assert.doesNotMatch(value, meaningful);
    assert.doesNotMatch(toMarkup([paragraph(strong(text))], MarkupKind.Markdown).value.slice(2, -2), meaningful);
  });
}

test('code stays code, whatever back quotes it holds', () => {
  const write = (text: string) => toMarkup([paragraph(code(text))], MarkupKind.Markdown).value;
  assert.equal(write('a'), '`a`');
  assert.equal(write('a`b'), '``a`b``');
  assert.equal(write('`a'), '`` `a ``');
  assert.equal(write('a\n\n# b'), '`a # b`');
});

test('lines stay lines, whatever fences they hold', () => {
  const lines = ['GET /', '```', '````', '# x\u0007'];
  const { value } = toMarkup([{ kind: 'lines', language: 'http', lines }], MarkupKind.Markdown);
  assert.equal(value, '`````http\nGET /\n```\n````\n# x\\u0007\n`````');
});

test('plain text has no marks', () => {
  const { value } = toMarkup([paragraph(strong('a'), ' ', code('b_c'))], MarkupKind.PlainText);
  assert.equal(value, 'a b_c');
});

test('a long list says how many more there are, and writes no more than it shows', () => {
  const written: number[] = [];
  const list = (length: number) =>
    boundedList(
      Array.from({ length }, (_, index) => index),
      { most: 2, noun: 'node' },
      (index) => {
        written.push(index);
        return [String(index)];
      },
    );
  const write = (length: number) => toMarkup([list(length)], MarkupKind.PlainText).value;
  assert.equal(write(2), '- 0\n- 1');
  assert.equal(write(3), '- 0\n- 1\n- and 1 more node');
  assert.equal(write(2_000), '- 0\n- 1\n- and 1998 more nodes');
  assert.deepEqual(written, [0, 1, 0, 1, 0, 1]);
});
