import { dirname } from 'node:path';
import {
  type EnvironmentFile,
  type EnvironmentFiles,
  noEnvironmentFiles,
  readEnvironmentFile,
} from '#core/model/environment';
import { environmentPaths, findEnvironmentFolder } from './environmentFolder';
import { readTextFileSync } from './textFile';

/** Environment files by path: what editors have, else what lies on disk, read once and kept until it is forgotten. */
export interface EnvironmentStore {
  /** Those that count for a flow file. */
  of(flowPath: string): EnvironmentFiles;
  /** Where those would lie; empty where neither is there. */
  pathsFor(flowPath: string): readonly string[];
  open(path: string, text: string): void;
  close(path: string): void;
  forget(path: string): void;
  /** `rootOf` gives other folders from now on. */
  forgetRoots(): void;
}

/** `rootOf` gives the folder above which no file counts. */
export function createEnvironmentStore(rootOf: (flowPath: string) => string): EnvironmentStore {
  const opened = new Map<string, string>();
  const read = new Map<string, EnvironmentFile>();
  let folders = new Map<string, string | undefined>();

  const fileAt = (path: string): EnvironmentFile => {
    const known = read.get(path) ?? readEnvironmentFile(opened.get(path) ?? textAt(path));
    read.set(path, known);
    return known;
  };
  const forget = (path: string): void => {
    read.delete(path);
    folders = new Map();
  };

  const folderFor = (flowPath: string): string | undefined => {
    const own = dirname(flowPath);
    if (!folders.has(own)) folders.set(own, findEnvironmentFolder(flowPath, rootOf(flowPath)));
    return folders.get(own);
  };

  return {
    pathsFor(flowPath) {
      const folder = folderFor(flowPath);
      return folder === undefined ? [] : environmentPaths(folder);
    },
    of(flowPath) {
      const folder = folderFor(flowPath);
      if (folder === undefined) return noEnvironmentFiles;
      const [committed, secret] = environmentPaths(folder);
      return { committed: fileAt(committed).environments, private: fileAt(secret).environments };
    },
    open(path, text) {
      opened.set(path, text);
      forget(path);
    },
    close(path) {
      opened.delete(path);
      forget(path);
    },
    forget,
    forgetRoots() {
      folders = new Map();
    },
  };
}

function textAt(path: string): string {
  try {
    return readTextFileSync(path).text;
  } catch {
    return '{}';
  }
}
