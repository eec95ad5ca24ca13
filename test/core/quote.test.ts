import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { quote, quoteList } from '#core/model/quote';

suite('quoting', () => {
  const long = '0123456789'.repeat(6);
  const cases: readonly (readonly [value: string, quoted: string])[] = [
    ['a', '"a"'],
    ['', '""'],
    [long, `"${long}"`],
    [`${long}a`, `"${long.slice(0, 59)}…"`],
    [`${long.slice(0, 58)}\u{1f44b}\u{1f44b}`, `"${long.slice(0, 58)}…"`],
    ['a\u0000\t\n\r\u001b[31m\u007f\u0085b', '"a\\u0000\\u0009\\u000a\\u000d\\u001b[31m\\u007f\\u0085b"'],
    ['a\u2028\u2029b', '"a\\u2028\\u2029b"'],
    ['\u202eabc\u2066', '"\\u202eabc\\u2066"'],
    ['\ud800a', '"\\ud800a"'],
    ['\u{1f469}\u200d\u{1f4bb} مرحبا', '"\u{1f469}\u200d\u{1f4bb} مرحبا"'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'a literal secret'],
    ['key=AKIAABCDEFGHIJKLMNOP', 'a literal secret'],
    ['sk-ask-the-customer-for-a-number', '"sk-ask-the-customer-for-a-number"'],
  ];
  for (const [value, quoted] of cases) test(quoted, () => assert.equal(quote(value), quoted));

  test('lists', () => {
    assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(quoteList), [
      '',
      '"a"',
      '"a" and "b"',
      '"a", "b" and "c"',
    ]);
  });
});
