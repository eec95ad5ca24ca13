import { relative, sep } from 'node:path';

/** A path as reports name it: relative to the current folder, with `/`; that itself is `.`. */
export function toShownPath(path: string, cwd: string): string {
  return toSlashes(relative(cwd, path)) || '.';
}

export function toSlashes(path: string): string {
  return path.split(sep).join('/');
}
