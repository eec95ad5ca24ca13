import { dirname } from 'node:path';
import {
  type EnvironmentFile,
  type EnvironmentFiles,
  noEnvironmentFiles,
  readEnvironmentFile,
} from '#core/model/environment';
import { environmentPaths, findEnvironmentFolder } from './environmentFolder';
import type { SideTexts } from './sideTexts';

/** Environment files by path, read once and kept until they are forgotten. */
export interface EnvironmentStore {
  /** Those that count for a flow file. */
  of(flowPath: string): EnvironmentFiles;
  /** The folder that holds those; undefined where there is neither. */
  folderFor(flowPath: string): string | undefined;
  /** The text of a file is another now. */
  forget(path: string): void;
  /** `rootOf` gives other folders from now on. */
  forgetRoots(): void;
}

/** `rootOf` gives the folder above which no file counts. */
export function createEnvironmentStore(texts: SideTexts, rootOf: (flowPath: string) => string): EnvironmentStore {
  const read = new Map<string, EnvironmentFile>();
  let folders = new Map<string, string | undefined>();

  const fileAt = (path: string): EnvironmentFile => {
    const known = read.get(path) ?? readEnvironmentFile(texts.at(path) ?? '{}');
    read.set(path, known);
    return known;
  };
  const folderFor = (flowPath: string): string | undefined => {
    const own = dirname(flowPath);
    if (!folders.has(own)) folders.set(own, findEnvironmentFolder(flowPath, rootOf(flowPath), texts.has));
    return folders.get(own);
  };

  return {
    folderFor,
    of(flowPath) {
      const folder = folderFor(flowPath);
      if (folder === undefined) return noEnvironmentFiles;
      const [committed, secret] = environmentPaths(folder);
      const { environments, errors } = fileAt(committed);
      return { committed: environments, private: fileAt(secret).environments, isBroken: errors.length > 0 };
    },
    forget(path) {
      read.delete(path);
      folders = new Map();
    },
    forgetRoots() {
      folders = new Map();
    },
  };
}
