import { lstatSync, statSync } from 'node:fs';

/** What stands at a path, links followed; a link that leads nowhere, or to what can't be looked at, counts as a file. */
export function pathKind(path: string): 'folder' | 'file' | 'nothing' {
  try {
    const entry = statSync(path, { throwIfNoEntry: false }) ?? lstatSync(path, { throwIfNoEntry: false });
    if (entry === undefined) return 'nothing';
    return entry.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'file';
  }
}
