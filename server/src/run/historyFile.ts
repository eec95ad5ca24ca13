import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { RunRecord } from '#core/history/runRecord';
import { readRunRecords, toRecordsText } from '#core/history/runRecords';
import { formatBytes } from '#core/response/formatAmount';
import { codeOf } from './failure';
import { withFileLock } from './fileLock';

/** Where runs are kept, the newest first. Every method rejects where the place can't be read or written. */
export interface RecordStore {
  read(): Promise<readonly RunRecord[]>;
  /** Puts in the place of what is kept what `change` makes of it. Nobody else writes meanwhile. */
  update(change: (kept: readonly RunRecord[]) => readonly RunRecord[]): Promise<void>;
  /** Removes all that is kept, and what was set aside. */
  remove(): Promise<void>;
}

/** Runs that are forgotten with the process. */
export function createRecordMemory(): RecordStore {
  let records: readonly RunRecord[] = [];
  return {
    read: async () => records,
    update: async (change) => {
      records = change(records);
    },
    remove: async () => {
      records = [];
    },
  };
}

/** Bytes of a history file at the most. */
export const mostBytes = 8 * 1024 ** 2;

/**
 * Runs in a file that only its owner may read. Windows on the same file take turns. A file that can't be understood is set aside, in
 * the place of the last one that was, and `warn` is told in a sentence.
 */
export function createRecordFile(path: string, warn: (message: string) => void): RecordStore {
  const aside = `${path}.set-aside`;
  const temporary = `${path}.new`;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => withFileLock(`${path}.lock`, work);
  const readOrSetAside = async (): Promise<readonly RunRecord[]> => {
    const found = await readRecords(path);
    if (typeof found !== 'string') return found;
    await rename(path, aside);
    warn(`The run history was set aside as "${basename(aside)}", and starts anew: ${found}`);
    return [];
  };
  const write = async (records: readonly RunRecord[]): Promise<void> => {
    // Whoever left one behind has died, and the mode of a file that is there would stay.
    await rm(temporary, { force: true });
    await writeFile(temporary, toRecordsText(records, mostBytes), { flag: 'wx', mode: 0o600 });
    await rename(temporary, path);
  };
  return {
    async read() {
      // A file is replaced as a whole, so that only a broken one takes a turn.
      const found = await readRecords(path);
      return typeof found === 'string' ? inTurn(readOrSetAside) : found;
    },
    async update(change) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await inTurn(async () => write(change(await readOrSetAside())));
    },
    async remove() {
      const removeAll = async (): Promise<void> => {
        for (const file of [path, aside, temporary]) await rm(file, { force: true });
      };
      // Without the folder there is nothing to remove, and no reason to make it.
      if (await exists(dirname(path))) await inTurn(removeAll);
    },
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** What the file holds, none where there is no file, or what is wrong with it, as the end of a sentence. */
async function readRecords(path: string): Promise<readonly RunRecord[] | string> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) return `it has ${formatBytes(size)}, and ${formatBytes(mostBytes)} is the most`;
    return readRunRecords(await readFile(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
