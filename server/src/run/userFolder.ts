import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from './failure';

/** Windows has no such number: there the temporary files are the user's own already. */
const user = process.getuid?.();

function pathOf(): string {
  return join(tmpdir(), user === undefined ? 'flow-lens-bodies' : `flow-lens-bodies-${user}`);
}

/**
 * The folder among the temporary files that all processes of this user share, made with mode 0700 where it is not there yet.
 * Undefined where something has its name that others may read, or lead elsewhere: anybody may write beside it. Rejects as `mkdir`
 * does.
 */
export async function makeUserFolder(): Promise<string | undefined> {
  await mkdir(pathOf(), { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  return findUserFolder();
}

/** The same, undefined also where it is not there. Never rejects. */
export async function findUserFolder(): Promise<string | undefined> {
  const path = pathOf();
  // A link is no directory here: it is not followed.
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isDirectory()) return undefined;
  return user === undefined || (found.uid === user && (found.mode & 0o077) === 0) ? path : undefined;
}
