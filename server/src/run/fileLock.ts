import { mkdir, rm, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './failure';

/** Milliseconds after which a lock belongs to a process that has died: the work under it takes some ten. */
const abandonedAfter = 5_000;
/** Milliseconds between two tries. */
const pause = 10;

/**
 * Does the work while no other process does any under the same lock. The lock is a folder: making one fails where it is
 * there already, on every file system. Rejects where it can't be made, and as `work` does.
 */
export async function withFileLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  await acquire(lock);
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function acquire(lock: string): Promise<void> {
  while (!(await tryToMake(lock))) {
    if (await isAbandoned(lock)) await removeAbandoned(lock);
    else await wait(pause);
  }
}

/**
 * Under a lock of its own: of two that have seen an abandoned lock, the second would remove what the first has made by then in its
 * place.
 */
function removeAbandoned(lock: string): Promise<void> {
  return withFileLock(`${lock}.removal`, async () => {
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
  });
}

async function tryToMake(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A clock that was set back makes a lock look like one of the future: it is no better. */
async function isAbandoned(lock: string): Promise<boolean> {
  const made = await stat(lock).catch(() => undefined);
  return made !== undefined && Math.abs(Date.now() - made.mtimeMs) > abandonedAfter;
}
