import { statSync } from 'node:fs';
import type { DiskReads } from './diskReads';
import { listFlowFolder } from './findFlowFiles';

/** How files and folders were when they were looked at, to tell which of them are others now. */
export interface DiskState extends DiskReads {
  /**
   * Compares all that was looked at with the disk as it is, in small steps: the caller says when to go on. A step gives the path of a file
   * that was created, changed or deleted since, which it will not give again for the same change, or undefined where there is nothing to
   * tell. Flow files that are new in folders count.
   *
   * @param isUrgent whether a file comes before all that are not
   */
  compare(isUrgent: (path: string) => boolean): Iterable<string | undefined>;
}

export function createDiskState(): DiskState {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  const fileStep = (path: string): string | undefined => (isChanged(files, path) ? path : undefined);

  // Whoever stops in between is told the rest another time: nothing counts as looked at before it was told.
  function* newFlowFiles(folder: string): Iterable<string | undefined> {
    const stamp = stampOf(folder);
    for (const { path, isFolder } of listFlowFolder(folder)) {
      if (isFolder && !folders.has(path)) yield* newFlowFiles(path);
      if (isFolder || files.has(path)) continue;
      note(files, path);
      yield path;
    }
    folders.set(folder, stamp);
    yield undefined;
  }

  return {
    file: (path) => note(files, path),
    folder: (path) => note(folders, path),
    *compare(isUrgent) {
      const others: string[] = [];
      for (const path of [...files.keys()]) {
        if (isUrgent(path)) yield fileStep(path);
        else others.push(path);
      }
      for (const path of others) yield fileStep(path);
      for (const path of [...folders.keys()]) {
        if (folders.get(path) === stampOf(path)) yield undefined;
        else yield* newFlowFiles(path);
      }
    },
  };
}

/** Only the first time counts: what is read later is no older. */
function note(known: Map<string, string>, path: string): void {
  if (!known.has(path)) known.set(path, stampOf(path));
}

function isChanged(known: Map<string, string>, path: string): boolean {
  const now = stampOf(path);
  if (known.get(path) === now) return false;
  known.set(path, now);
  return true;
}

/**
 * The same text for as long as nobody has written to the file, or has put another one in its place. What was written just now has a stamp
 * of its own each time, as it may be written again within one tick of the clock that its file system goes by.
 */
function stampOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'absent';
    const { mtimeMs, ctimeMs, size, ino } = stats;
    const age = Date.now() - Math.max(mtimeMs, ctimeMs);
    const isSettled = age < 0 || age > tickOf(mtimeMs);
    return [mtimeMs, ctimeMs, size, ino, ...(isSettled ? [] : [performance.now()])].join(' ');
  } catch (error) {
    return String(error);
  }
}

/** Milliseconds. Some file systems keep whole seconds, FAT every other one; others go by the kernel's clock. */
function tickOf(mtimeMs: number): number {
  return mtimeMs % 1000 === 0 ? 2000 : 20;
}
