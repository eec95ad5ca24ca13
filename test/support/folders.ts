import { once } from 'node:events';
import { type Dirent, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Settles once this holds, which is looked at again after each change in a folder that stays. Watches from the call on. */
export async function untilInFolder(folder: string, holds: () => boolean): Promise<void> {
  const watched = watch(folder);
  try {
    while (!holds()) await once(watched, 'change');
  } finally {
    watched.close();
  }
}

/** Settles once a folder is empty, which stays itself. Watches from the call on. */
export function untilEmpty(folder: string): Promise<void> {
  return untilInFolder(folder, () => readdirSync(folder).length === 0);
}

/** The paths of all files below a folder, from which another process may be deleting: what is gone has none. */
export function filesIn(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
