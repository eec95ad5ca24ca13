import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '#core/syntax/edit';
import { toLines } from '#core/syntax/lines';
import { createRandom } from '../support/random';

suite('the position of every offset', () => {
  const texts = [
    '',
    'a',
    '\n',
    'ab\ncd',
    'ab\r\ncd\r\n',
    '\r\r\n\n\r',
    'a\u2028b\u0085c',
    '\u{1f600}\n\u{1f600}',
    '\n\n\n',
  ];
  for (const text of texts) {
    test(JSON.stringify(text), () => {
      const lines = toLines(text);
      for (let offset = 0; offset <= text.length; offset++) {
        assert.deepEqual(lines.positionAt(offset), slowPositionAt(text, offset), `at ${offset}`);
      }
    });
  }
});

test('offsets beyond the text are those of its ends', () => {
  const lines = toLines('ab\ncd');
  assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
  assert.deepEqual(lines.positionAt(99), { line: 1, character: 2 });
});

/** As the Language Server Protocol has it: what ends a line belongs to it, and `\r\n` ends one line. */
function slowPositionAt(text: string, offset: number) {
  let line = 0;
  let start = 0;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    const next = match.index + match[0].length;
    if (next > offset) break;
    [line, start] = [line + 1, next];
  }
  return { line, character: offset - start };
}

test('after an edit they are those of the new text', () => {
  const random = createRandom('lines');
  const pieces = ['', 'a', '\n', '\r', '\r\n', 'bc', '\n\r', 'x\ny'];
  const piece = (): string => pieces[random(pieces.length)] ?? '';
  for (let round = 0; round < 200; round++) {
    let text = Array.from({ length: 12 }, piece).join('');
    let lines = toLines(text);
    for (let step = 0; step < 10; step++) {
      const offset = random(text.length + 1);
      const edit = { span: { offset, length: random(Math.min(4, text.length - offset) + 1) }, newText: piece() };
      text = applyEdits(text, [edit]);
      lines = lines.edited(edit, text);
      for (let at = 0; at <= text.length; at++) {
        assert.deepEqual(lines.positionAt(at), slowPositionAt(text, at), `${JSON.stringify(text)} at ${at}`);
      }
    }
  }
});
