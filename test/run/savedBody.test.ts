import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { ResponseContent } from '#core/request/exchange';
import { type Redactor, revealing } from '#core/request/redact';
import { holdsSecret } from '../../server/src/run/savedBody';
import { makeTemporaryFolder } from '../support/temporaryFolder';

const mebibyte = 1024 ** 2;

/** Finds nothing, and is told of every text that it looks at. */
function lookingAt(look: (text: string) => void, longest = 100): Redactor {
  return {
    ...revealing,
    longest,
    holds: (text) => {
      look(text);
      return false;
    },
  };
}

suite('whether a secret stands in a long body', () => {
  const bytes = Buffer.alloc(2 * mebibyte, 'x');
  const inMemory: ResponseContent = { bytes, size: bytes.length, truncated: false, note: undefined };
  const never = new AbortController().signal;

  test('is looked for in small pieces, in memory and in a file, and others get their turn between them', async (context) => {
    const path = join(makeTemporaryFolder(context), 'body');
    writeFileSync(path, bytes);
    const inFile = { ...inMemory, stored: { path, size: bytes.length, isWhole: true } };
    for (const content of [inMemory, inFile]) {
      const lengths: number[] = [];
      const turns = new Set<number>();
      let turn = 0;
      let immediate = setImmediate(function next() {
        turn++;
        immediate = setImmediate(next);
      });
      const redactor = lookingAt(({ length }) => {
        lengths.push(length);
        turns.add(turn);
      });
      try {
        assert.equal(await holdsSecret(content, undefined, redactor, never), false);
      } finally {
        clearImmediate(immediate);
      }
      assert.ok(lengths.reduce((sum, length) => sum + length, 0) >= bytes.length, 'all of it is looked at');
      assert.ok(Math.max(...lengths) <= mebibyte / 8 + 100, `${Math.max(...lengths)}`);
      assert.equal(turns.size, lengths.length);
    }
  });

  test('is not looked for any more once that is cancelled', async () => {
    const abort = new AbortController();
    let looks = 0;
    const redactor = lookingAt(() => {
      if (++looks === 2) setImmediate(() => abort.abort());
    });
    await assert.rejects(holdsSecret(inMemory, undefined, redactor, abort.signal), { name: 'AbortError' });
    assert.ok(looks <= 3, `${looks}`);
  });

  test('is looked for in larger pieces where a secret is so long that the tails would be most of the work', async () => {
    let looked = 0;
    await holdsSecret(
      inMemory,
      undefined,
      lookingAt(({ length }) => (looked += length), mebibyte),
      never,
    );
    assert.ok(looked >= bytes.length && looked <= 2 * bytes.length, `${looked}`);
  });
});
