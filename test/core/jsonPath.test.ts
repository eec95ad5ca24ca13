import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bracketHyphenatedNames, findJsonPathError, toParsable } from '#core/model/jsonPath';

suite('a string in a JSONPath', () => {
  test('that is never closed is read once, whatever its length', () => {
    // Had each of its quotes its end looked for, this would take longer than a test may.
    for (const quote of ["'", '"']) {
      const path = `$[?@.a == ${quote}${`\\${quote}`.repeat(400_000)}`;
      assert.equal(toParsable(path), path);
      assert.match(findJsonPathError(path) ?? '', /unclosed string/);
    }
  });
  test('is left as it is, closed or not, with a backslash at its end or a line break behind one', () => {
    for (const path of [`$['a.b-c']`, `$['a.b-c`, `$["a.b-c\\`, `$['\\\n.b-c']`])
      assert.equal(bracketHyphenatedNames(path), path);
  });
});
