import { type Dirent, readdirSync, realpathSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { type DiskReads, unobserved } from './diskReads';
import { isInside } from './isInside';

export const flowFileSuffix = '.flow.json';

const leftOut = ['node_modules', '.git'];

/**
 * The paths of all flow files below a folder, in path order. `node_modules` and `.git` are left out, links to folders are
 * not followed, links to files only where those lie below the folder too, and a folder that can't be read holds nothing. A
 * link that leads nowhere is found: whoever reads it is to say so.
 */
export async function findFlowFiles(
  folder: string,
  reads: Pick<DiskReads, 'folder'> = unobserved,
): Promise<readonly string[]> {
  const found: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    reads.folder(next);
    for (const entry of await readFolder(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && !leftOut.includes(entry.name)) pending.push(path);
      else if (entry.name.endsWith(flowFileSuffix) && (entry.isFile() || (await isListedLink(entry, path, folder)))) {
        found.push(path);
      }
    }
  }
  return found.sort();
}

/** What `findFlowFiles` would look at in a folder itself: its folders, and all that is called as a flow file is. */
export function listFlowFolder(folder: string): readonly { readonly path: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const isFolder = entry.isDirectory();
      const counts = isFolder ? !leftOut.includes(entry.name) : entry.name.endsWith(flowFileSuffix);
      return counts ? [{ path: join(folder, entry.name), isFolder }] : [];
    });
  } catch {
    return [];
  }
}

/** Whether `findFlowFiles` would find a path below a folder, as the links on the way are now. False for what is not there. */
export function wouldFindFlowFile(path: string, folder: string): boolean {
  if (!path.endsWith(flowFileSuffix) || !isInside(path, folder)) return false;
  const way = relative(folder, dirname(path));
  if (way.split(sep).some((name) => leftOut.includes(name))) return false;
  try {
    const realFolder = realpathSync(folder);
    const hasPlainWay = relative(join(realFolder, way), realpathSync(dirname(path))) === '';
    return hasPlainWay && isInside(realpathSync(path), realFolder);
  } catch {
    return false;
  }
}

async function isListedLink(entry: Dirent, path: string, folder: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return false;
  try {
    return (await stat(path)).isFile() && isInside(await realpath(path), await realpath(folder));
  } catch {
    return true;
  }
}

async function readFolder(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
