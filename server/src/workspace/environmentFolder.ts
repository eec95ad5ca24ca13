import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentFileName, privateEnvironmentFileName } from '#core/model/environment';

/** The nearest folder, from the flow's own up to the root and including it, that holds either environment file. */
export function findEnvironmentFolder(flowPath: string, root: string): string | undefined {
  for (let folder = dirname(flowPath); ; folder = dirname(folder)) {
    if (environmentPaths(folder).some((path) => existsSync(path))) return folder;
    if (folder === root || folder === dirname(folder)) return undefined;
  }
}

/** The committed file and its private twin. */
export function environmentPaths(folder: string): readonly [committed: string, secret: string] {
  return [join(folder, environmentFileName), join(folder, privateEnvironmentFileName)];
}
