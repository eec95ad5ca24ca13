import { dirname, join } from 'node:path';
import { environmentFileName, privateEnvironmentFileName } from '#core/model/environment';
import { isInside } from './isInside';

/** The nearest folder, from the flow's own up to the root and including it, that holds either environment file. */
export function findEnvironmentFolder(
  flowPath: string,
  root: string,
  isThere: (path: string) => boolean,
): string | undefined {
  for (let folder = dirname(flowPath); isInside(folder, root); folder = dirname(folder)) {
    if (environmentPaths(folder).some(isThere)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
  return undefined;
}

/** The committed file and its private twin. */
export function environmentPaths(folder: string): readonly [committed: string, secret: string] {
  return [join(folder, environmentFileName), join(folder, privateEnvironmentFileName)];
}
