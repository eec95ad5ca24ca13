import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '#core/syntax/edit';
import { PiecedText } from '#core/syntax/piecedText';
import { createRandom } from '../support/random';

test('a text in pieces is the text, whatever is edited and whichever part is read', () => {
  const random = createRandom('pieces');
  for (let round = 0; round < 20; round++) {
    let text = 'The first line\r\nand the second'.repeat(random(5));
    let pieced = PiecedText.from(text);
    for (let step = 0; step < 300; step++) {
      const offset = random(text.length + 1);
      const edit = {
        span: { offset, length: random(Math.min(6, text.length - offset) + 1) },
        newText: ['', 'x', '\n', 'more of it'][random(4)] ?? '',
      };
      text = applyEdits(text, [edit]);
      pieced = pieced.edited(edit);
      assert.equal(pieced.length, text.length);
      const from = random(text.length + 1);
      const to = from + random(text.length - from + 1);
      assert.equal(pieced.slice(from, to), text.slice(from, to));
      // Read at times only: what nobody has read is edited as well.
      if (random(10) === 0) assert.equal(pieced.whole(), text);
    }
    assert.equal(pieced.slice(), text);
    assert.equal(pieced.whole(), text);
  }
});
