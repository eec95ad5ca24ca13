import { realpathSync, statSync } from 'node:fs';
import { findInnermostFolder, isInside } from './isInside';
import { isRelativePath, resolveFrom } from './resolveImport';
import { toPath, toUri } from './uri';

/**
 * The URI of the file that a relative path, `/` between its parts, means as seen from another file. Undefined where there is none,
 * and for one that lies, or that links lead, outside of the workspace folder around the other.
 */
export function findFileFrom(uri: string, path: string, roots: readonly string[]): string | undefined {
  const from = toPath(uri);
  const root = from && findInnermostFolder(from, roots);
  if (from === undefined || root === undefined) return undefined;
  if (path === '' || !isRelativePath(path)) return undefined;
  const found = resolveFrom(from, path);
  return isInside(found, root) && isFileInside(found, root) ? toUri(found) : undefined;
}

function isFileInside(path: string, folder: string): boolean {
  try {
    return isInside(realpathSync(path), realpathSync(folder)) && statSync(path).isFile();
  } catch {
    return false;
  }
}
