import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

/** Pages with tables whose last column names the tests that hold what the first says. */
const pages = ['SECURITY.md', 'ARCHITECTURE.md'];

for (const page of pages) {
  describe(`what ${page} promises`, () => {
    const rows = [...readFileSync(page, 'utf8').matchAll(/^\| (.+) \| ([^|]*`test\/[^|]+) \|$/gm)];
    test('is held by tests', () => assert.ok(rows.length > 10));

    for (const [, promise = '', tests = ''] of rows) {
      test(promise, () => {
        const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
        assert.deepEqual(
          files.filter((file) => !existsSync(file)),
          [],
        );
      });
    }
  });
}

test('SECURITY.md promises nothing that no test holds', () => {
  const [, promised = ''] = readFileSync('SECURITY.md', 'utf8').split(/^## What is promised$|^## What is not$/m);
  const rows = promised.match(/^\| (?!promise|---).*/gm) ?? [];
  assert.ok(rows.length > 10);
  for (const row of rows) assert.match(row, /`test\/[\w/]+\.test\.ts`/);
});
