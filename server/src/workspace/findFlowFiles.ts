import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export const flowFileSuffix = '.flow.json';

const leftOut = new Set(['node_modules', '.git']);

/**
 * The paths of all flow files below a folder, in path order. `node_modules` and `.git` are left out, links to folders are
 * not followed, and a folder that can't be read holds nothing.
 */
export async function findFlowFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of await readFolder(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && !leftOut.has(entry.name)) pending.push(path);
      else if (entry.name.endsWith(flowFileSuffix) && (entry.isFile() || entry.isSymbolicLink())) found.push(path);
    }
  }
  return found.sort();
}

async function readFolder(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
