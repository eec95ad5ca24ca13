import { relative } from 'node:path';
import { toSlashes } from '../workspace/uri';

/** A path as reports name it: relative to the current folder, with `/`; that itself is `.`. */
export function toShownPath(path: string, cwd: string): string {
  return toSlashes(relative(cwd, path)) || '.';
}
