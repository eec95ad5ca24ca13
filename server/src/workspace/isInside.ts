import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path lies below a folder, or is it. Links are not looked at. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Whether a path lies in the workspace that these folders make up. Without a folder there is but one, and everything is in it. */
export function isInsideAny(path: string, folders: readonly string[]): boolean {
  return folders.length === 0 || folders.some((folder) => isInside(path, folder));
}

/** Whether a path lies below a folder once all links are followed. What is not there lies where its path says. */
export function isReallyInside(path: string, folder: string): boolean {
  try {
    return isInside(realpathSync(path), realpathSync(folder));
  } catch {
    return isInside(path, folder);
  }
}

/** The innermost of the folders that hold a path: workspace folders may lie in each other. */
export function findInnermostFolder(path: string, folders: Iterable<string>): string | undefined {
  const holding = [...folders].filter((folder) => isInside(path, folder));
  return holding.reduce<string | undefined>(
    (inner, folder) => (inner === undefined || isInside(folder, inner) ? folder : inner),
    undefined,
  );
}
