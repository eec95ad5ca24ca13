import { existsSync } from 'node:fs';
import { type DiskReads, unobserved } from './diskReads';
import { isReallyInside } from './isInside';
import { readTextFileSync } from './textFile';

/**
 * Texts of the files beside flows, by path: what editors have, else what lies on disk, read once and kept until forgotten. A link
 * that leads out of the workspace is not followed: whoever made it could have other files read, and their values sent.
 */
export interface SideTexts {
  /** Undefined where the file is not there, can't be read, or its path leads out of the workspace. */
  at(path: string): string | undefined;
  /** Whether the path is a link that leads out of the workspace, or lies behind one. */
  leadsOutside(path: string): boolean;
  /** Whether there is such a file, readable or not. */
  has(path: string): boolean;
  open(path: string, text: string): void;
  close(path: string): void;
  forget(path: string): void;
}

/** @param rootOf gives the folder that a file must lie in, by the path of the file */
export function createSideTexts(
  rootOf: (path: string) => string,
  reads: Pick<DiskReads, 'file'> = unobserved,
): SideTexts {
  const opened = new Map<string, string>();
  const onDisk = new Map<string, string | undefined>();
  const leadsOutside = (path: string): boolean => !isReallyInside(path, rootOf(path));
  return {
    at(path) {
      reads.file(path);
      if (leadsOutside(path)) return undefined;
      const text = opened.get(path);
      if (text !== undefined) return text;
      if (!onDisk.has(path)) onDisk.set(path, readIfPossible(path));
      return onDisk.get(path);
    },
    leadsOutside,
    has(path) {
      reads.file(path);
      return opened.has(path) || existsSync(path);
    },
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
