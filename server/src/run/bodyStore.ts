import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatBytes } from '#core/response/formatAmount';
import { removeLeftovers, toFolderName } from './leftovers';
import type { Spill, SpillFile } from './spill';
import { findUserFolder, makeUserFolder } from './userFolder';

/** The files of contents that were too long for memory, as long as the session lasts. */
export interface BodyStore extends Spill {
  /** Deletes everything, at once: the process may be about to end. Nothing can be opened any more. */
  dispose(): void;
}

export interface BodyStoreOptions {
  /** Bytes of all files together. Of files that are written to their end the oldest make room for what comes. */
  readonly quota: number;
}

/**
 * Keeps contents in files that only this user can read: mode 0600, with random names, in a folder of mode 0700 that is this
 * process's own. What processes that are gone have left beside it is deleted.
 *
 * @param storage path of a folder that may be shared with other processes and need not be there; undefined for that of this user among
 * the temporary files, and a new one where that can't be trusted
 */
export function createBodyStore(
  storage: string | undefined,
  { quota }: BodyStoreOptions = { quota: 1024 ** 3 },
): BodyStore {
  const files = createQuota(quota);
  let folder: Promise<string> | undefined;
  const made: string[] = [];
  let disposed = false;
  void sweep(storage);

  const makeFolder = async (): Promise<string> => {
    if (disposed) throw new Error('the session has ended');
    const path = await makeOwnFolder(storage ?? (await makeUserFolder()));
    made.push(path);
    if (disposed) removeNow(path);
    return path;
  };
  return {
    open: async () => {
      folder ??= makeFolder();
      try {
        const file = await openFile(join(await folder, randomUUID()), files);
        if (disposed) await file.discard();
        return file;
      } catch (error) {
        // What can't be made now may be possible later: when the disk has room again, or after a folder was swept away.
        folder = undefined;
        throw error;
      }
    },
    remove: (file) => files.remove(file),
    dispose: () => {
      disposed = true;
      made.forEach(removeNow);
    },
  };
}

/** Never rejects. */
async function sweep(storage: string | undefined): Promise<void> {
  const shared = storage ?? (await findUserFolder());
  if (shared !== undefined) await removeLeftovers(shared);
}

async function makeOwnFolder(shared: string | undefined): Promise<string> {
  if (shared === undefined) return mkdtemp(join(tmpdir(), 'flow-lens-bodies-'));
  await mkdir(shared, { recursive: true, mode: 0o700 });
  const path = join(shared, toFolderName());
  await mkdir(path, { mode: 0o700 });
  return path;
}

/** A file that another program holds open can't be deleted everywhere: the next start will. */
function removeNow(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {}
}

/** Small pieces are gathered before they are written: an answer may come in thousands of them. */
const gathered = 256 * 1024;

async function openFile(path: string, quota: Quota): Promise<SpillFile> {
  const handle = await open(path, 'wx', 0o600);
  quota.begin(path);
  const buffer = Buffer.allocUnsafeSlow(gathered);
  let used = 0;
  let flushed = 0;
  const flush = async (): Promise<void> => {
    quota.grow(path, used);
    await handle.appendFile(buffer.subarray(0, used));
    flushed += used;
    used = 0;
  };
  return {
    path,
    write: async (bytes) => {
      for (let rest = bytes; rest.length > 0; ) {
        const part = rest.subarray(0, gathered - used);
        buffer.set(part, used);
        used += part.length;
        rest = rest.subarray(part.length);
        if (used === gathered) await flush();
      }
    },
    read: async () => {
      // Of a write that failed, a part may be there.
      const file = (await readFile(path)).subarray(0, flushed);
      return used === 0 ? file : Buffer.concat([file, buffer.subarray(0, used)]);
    },
    close: async () => {
      await flush();
      await handle.close();
      quota.end(path);
    },
    discard: async () => {
      await handle.close().catch(() => undefined);
      await quota.remove(path);
    },
  };
}

/** Counts the bytes of files, and lets the oldest go where there are too many. */
interface Quota {
  begin(path: string): void;
  /** Throws where there is no room for more bytes, even without the files that are written to their end. */
  grow(path: string, bytes: number): void;
  end(path: string): void;
  remove(path: string): Promise<void>;
}

function createQuota(most: number): Quota {
  /** In the order in which they were begun. */
  const files = new Map<string, { size: number; isWritten: boolean }>();
  let total = 0;
  const remove = async (path: string): Promise<void> => {
    total -= files.get(path)?.size ?? 0;
    files.delete(path);
    await rm(path, { force: true }).catch(() => undefined);
  };
  return {
    begin: (path) => files.set(path, { size: 0, isWritten: false }),
    grow: (path, bytes) => {
      for (const [oldest, { isWritten }] of files) if (total + bytes > most && isWritten) void remove(oldest);
      if (total + bytes > most) throw new Error(`more than ${formatBytes(most)} would be stored`);
      const file = files.get(path);
      if (file === undefined) return;
      file.size += bytes;
      total += bytes;
    },
    end: (path) => {
      const file = files.get(path);
      if (file !== undefined) file.isWritten = true;
    },
    remove,
  };
}
