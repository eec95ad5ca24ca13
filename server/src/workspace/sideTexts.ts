import { existsSync } from 'node:fs';
import { readTextFileSync } from './textFile';

/** Texts of the files beside flows, by path: what editors have, else what lies on disk, read once and kept until forgotten. */
export interface SideTexts {
  /** Undefined where the file is not there, or can't be read. */
  at(path: string): string | undefined;
  /** Whether there is such a file, readable or not. */
  has(path: string): boolean;
  open(path: string, text: string): void;
  close(path: string): void;
  forget(path: string): void;
}

export function createSideTexts(): SideTexts {
  const opened = new Map<string, string>();
  const onDisk = new Map<string, string | undefined>();
  return {
    at(path) {
      const text = opened.get(path);
      if (text !== undefined) return text;
      if (!onDisk.has(path)) onDisk.set(path, readIfPossible(path));
      return onDisk.get(path);
    },
    has: (path) => opened.has(path) || existsSync(path),
    open: (path, text) => opened.set(path, text),
    close(path) {
      opened.delete(path);
      onDisk.delete(path);
    },
    forget: (path) => onDisk.delete(path),
  };
}

function readIfPossible(path: string): string | undefined {
  try {
    return readTextFileSync(path).text;
  } catch {
    return undefined;
  }
}
