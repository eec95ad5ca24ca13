import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a new empty folder, which `defer` (see scope.mjs) removes with all that is in it. Gives its real path. */
export function temporaryFolder(defer) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flow-lens-')));
  defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
