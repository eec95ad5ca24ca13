import { basename, dirname, join } from 'node:path';
import { privateEnvironmentFileName } from '#core/model/environment';
import type { GitState } from '#core/model/gitState';
import {
  configurationFileName,
  findSideFileKind,
  ignoreFileName,
  type SideFile,
  type SideFileKind,
  sideFileNames,
} from '#core/model/sideFile';
import { type TextSource, toTextSource } from '#core/model/textSource';
import { environmentPaths } from './environmentFolder';
import type { EnvironmentStore } from './environmentStore';
import { findRepository } from './git';
import { findInnermostFolder } from './isInside';
import type { SideTexts } from './sideTexts';
import { readTextFileSync } from './textFile';
import { toUri } from './uri';

/** The files beside flows, by absolute path. */
export interface SideFiles {
  /** The one that counts for a flow file, or would if it were there. */
  of(kind: SideFileKind, flowPath: string): TextSource | undefined;
  /** The file itself, to be checked. Undefined where it is not there, can't be read, or counts for nothing. */
  at(path: string): SideFile | undefined;
  gitState(flowPath: string): GitState;
  /** The paths of all that are there and count for one of the flow files, or for all. */
  all(flowPaths: Iterable<string>): readonly string[];
}

/** What the files are found by. */
export interface SideFileSources {
  readonly texts: SideTexts;
  readonly environments: EnvironmentStore;
  readonly gitStateOf: (path: string) => GitState;
  readonly rootsNow: () => readonly string[];
  readonly rootOf: (flowPath: string) => string;
}

/** Whether a path is that of a file beside flows, and so no flow. */
export function isSideFile(path: string): boolean {
  return findSideFileKind(basename(path)) !== undefined;
}

export function createSideFiles({ texts, environments, gitStateOf, rootsNow, rootOf }: SideFileSources): SideFiles {
  /** Undefined for what is there and can't be read, such as a folder of that name. */
  const source = (path: string): TextSource | undefined => {
    const text = texts.at(path);
    return text === undefined && texts.has(path) ? undefined : toTextSource(toUri(path), text);
  };
  const privatePath = (flowPath: string): string =>
    join(environments.folderFor(flowPath) ?? rootOf(flowPath), privateEnvironmentFileName);
  const pathOf = (kind: SideFileKind, flowPath: string): string | undefined => {
    if (kind === 'ignore') return ignorePathOf(privatePath(flowPath));
    if (kind !== 'configuration') return join(dirname(privatePath(flowPath)), sideFileNames[kind]);
    const root = findInnermostFolder(flowPath, rootsNow());
    return root && join(root, configurationFileName);
  };
  return {
    of(kind, flowPath) {
      const path = pathOf(kind, flowPath);
      if (path === undefined) return undefined;
      return kind === 'ignore' ? readIgnoreFile(path) : source(path);
    },
    at(path) {
      const kind = findSideFileKind(basename(path));
      if (kind === undefined || kind === 'ignore' || !texts.has(path)) return undefined;
      if (kind === 'configuration' && !rootsNow().includes(dirname(path))) return undefined;
      const leadsOutside = texts.leadsOutside(path);
      const file = leadsOutside ? toTextSource(toUri(path), '') : source(path);
      if (file === undefined) return undefined;
      const git = kind === 'private-environment' ? gitStateOf(path) : 'unknown';
      const ignorePath = git === 'exposed' ? ignorePathOf(path) : undefined;
      return {
        kind,
        git,
        source: file,
        leadsOutside,
        ignoreFile: ignorePath === undefined ? undefined : readIgnoreFile(ignorePath),
      };
    },
    gitState: (flowPath) => gitStateOf(privatePath(flowPath)),
    all(flowPaths) {
      const folders = new Set([...flowPaths].flatMap((path) => environments.folderFor(path) ?? []));
      const configurations = rootsNow().map((root) => join(root, configurationFileName));
      return [...[...folders].flatMap(environmentPaths), ...configurations].filter(texts.has);
    },
  };
}

function ignorePathOf(path: string): string | undefined {
  const repository = findRepository(dirname(path));
  return repository && join(repository, ignoreFileName);
}

/** Read anew each time: nobody tells of its changes where the repository is larger than the workspace. */
function readIgnoreFile(path: string): TextSource | undefined {
  try {
    return toTextSource(toUri(path), readTextFileSync(path).text);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isAbsent ? toTextSource(toUri(path), undefined) : undefined;
  }
}
