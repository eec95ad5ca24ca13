import { createHash, randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf } from './failure';

/**
 * A new name for a folder of this process in a folder that it shares with others: the machine (a home directory may be on
 * several), the process, and something random, as processes of another time had the same number.
 */
export function toFolderName(): string {
  const name = `${machine()}-${process.pid}-${randomUUID()}`;
  own.add(name);
  return name;
}

/** Folders of this process: its number says nothing about them, as an earlier process may have had it. */
const own = new Set<string>();

/** How long what another machine has left is kept, in milliseconds: whether its process lives can't be seen from here. */
const longestElsewhere = 7 * 24 * 60 * 60 * 1000;

/** Deletes the folders of processes that are gone. Never rejects; what is no such folder is left alone. */
export async function removeLeftovers(shared: string): Promise<void> {
  const names = await readdir(shared).catch(() => []);
  for (const name of names) {
    const path = join(shared, name);
    if (await isLeftover(name, path)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isLeftover(name: string, path: string): Promise<boolean> {
  const [, host, pid] = /^([\da-f]{8})-(\d+)-[\da-f-]{36}$/.exec(name) ?? [];
  if (host === undefined || own.has(name)) return false;
  if (host === machine()) return Number(pid) === process.pid || !isAlive(Number(pid));
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > longestElsewhere;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}
