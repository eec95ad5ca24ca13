import { relative, resolve } from 'node:path';
import { toSlashes } from '../../workspace/uri';
import type { CheckStyle } from './checkStyle';

/** A path as programs that know the repository name it: relative to its folder, with `/`. */
export function toRepositoryPath(shownPath: string, { cwd, root }: CheckStyle): string {
  return toSlashes(relative(root, resolve(cwd, shownPath)));
}
