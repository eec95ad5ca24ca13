import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A new folder that ends with the test. */
export function makeTemporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'flow-lens-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
