import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import picomatch from 'picomatch';
import { configurationFileName } from '#core/model/sideFile';
import { quote } from '#core/rules/rule';
import { environmentPaths } from '../../workspace/environmentFolder';
import { findFlowFiles } from '../../workspace/findFlowFiles';
import { createPathMatcher } from '../../workspace/pathMatcher';
import { toSlashes } from '../../workspace/uri';
import { CommandError } from '../commandError';
import { pathKind } from '../pathKind';

/** A file to check. */
export interface Target {
  /** Absolute. */
  readonly path: string;
  /** False for files beside flows that were only met: they are reported where something is wrong with them. */
  readonly isAlwaysListed: boolean;
}

/**
 * The files that paths, folders and globs stand for, each once. Throws a `CommandError` where one of them stands for nothing.
 *
 * @param isIgnored asked for absolute paths of what was not named itself
 */
export async function findTargets(
  paths: readonly string[],
  cwd: string,
  isIgnored: (path: string) => boolean,
): Promise<readonly Target[]> {
  const targets = new Map<string, Target>();
  for (const path of paths) {
    for (const target of await expand(path, cwd, isIgnored)) {
      if (!targets.get(target.path)?.isAlwaysListed) targets.set(target.path, target);
    }
  }
  return [...targets.values()];
}

async function expand(path: string, cwd: string, isIgnored: (path: string) => boolean): Promise<readonly Target[]> {
  const absolute = resolve(cwd, path);
  const kind = path === '' ? 'nothing' : pathKind(absolute);
  if (kind === 'file') return [{ path: absolute, isAlwaysListed: true }];
  const found = kind === 'folder' ? await walk(absolute) : await matchGlob(path, cwd);
  const kept = found.filter((target) => !isIgnored(target.path));
  if (kept.some(({ isAlwaysListed }) => isAlwaysListed)) return kept;
  throw new CommandError(explainNothing(quote(path), kind, found));
}

function explainNothing(path: string, kind: ReturnType<typeof pathKind>, found: readonly Target[]): string {
  const hasFlows = found.some(({ isAlwaysListed }) => isAlwaysListed);
  if (hasFlows) return `The configuration ignores all flow files that ${path} stands for`;
  if (kind === 'folder') return `There is no flow file in ${path}`;
  return `No file or folder is at ${path}, and no flow file matches it`;
}

async function walk(folder: string): Promise<readonly Target[]> {
  const flows = await findFlowFiles(folder);
  return [
    ...flows.map((path) => ({ path, isAlwaysListed: true })),
    ...findSideFiles(folder, flows).map((path) => ({ path, isAlwaysListed: false })),
  ];
}

/** Those that may count for the flows: beside them, and in the folders between them and the one that is walked; and its configuration. */
function findSideFiles(top: string, flows: readonly string[]): readonly string[] {
  const folders = new Set([top]);
  for (const flow of flows) {
    for (let folder = dirname(flow); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  const configuration = join(top, configurationFileName);
  return [...[...folders].flatMap(environmentPaths), configuration].filter((path) => existsSync(path));
}

async function matchGlob(glob: string, cwd: string): Promise<readonly Target[]> {
  const base = globBase(glob);
  if (base === undefined) return [];
  const folder = resolve(cwd, base.folder);
  const matches = createPathMatcher([base.rest]);
  const targets = await walk(folder);
  return targets.filter(({ path }) => matches(toSlashes(relative(folder, path))));
}

/** The folder that a glob starts from, and the rest of it; undefined for a plain path. */
export function globBase(path: string): { readonly folder: string; readonly rest: string } | undefined {
  if (path === '') return undefined;
  const { base, glob, isGlob } = picomatch.scan(path, { nonegate: true });
  return isGlob ? { folder: base, rest: glob } : undefined;
}
