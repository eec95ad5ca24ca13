import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all: beside it first, then in its place. Links stay links, and permissions stay as they are.
 * Rejects as `fs` does, also for a file that may not be written.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await realpath(path);
  await access(file, constants.W_OK);
  const { mode } = await stat(file);
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await chmod(temporary, mode);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
