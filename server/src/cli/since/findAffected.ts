import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readDocument } from '#core/model/document';
import { findSideFileKind } from '#core/model/sideFile';
import { isInside } from '../../workspace/isInside';
import { isSideFile } from '../../workspace/sideFiles';
import { toUri } from '../../workspace/uri';
import type { Target } from '../check/findTargets';
import { affectedByFlows } from './affectedByFlows';
import type { Change } from './findChanges';
import { type FlowLinks, toFlowLinks } from './flowLinks';

/**
 * The targets that a check may find something else in than before the changes: those that changed, and those whose findings
 * depend on what changed. With a configuration that is all of them, with an environment file all flows below its folder.
 * Only hints are about more: that credentials are repeated by flows that share nothing but an endpoint.
 *
 * @param flows those of the workspace, as they are now
 * @param configuration absolute path of the one that counts, or would if it were there
 */
export function findAffected(
  targets: readonly Target[],
  changes: readonly Change[],
  flows: readonly FlowLinks[],
  configuration: string,
): readonly Target[] {
  const changed = new Set(changes.map(({ path }) => path));
  const isChanged = (path: string): boolean => holds(changed, path) || holds(changed, toRealPath(path));
  if (isChanged(configuration)) return targets;
  const earlier = changes.flatMap(({ path, before }) =>
    before === undefined ? [] : [toFlowLinks(path, readDocument(toUri(path), before).flow)],
  );
  const affected = affectedByFlows(flows, earlier, isChanged);
  const isBelowChange = createBelowChange([...changed]);
  return targets.filter(({ path }) => isChanged(path) || affected.has(path) || isBelowChange(path));
}

/** Whether a path, or a folder that holds it, is among the changed. */
function holds(changed: ReadonlySet<string>, path: string): boolean {
  for (let part = path; ; part = dirname(part)) {
    if (changed.has(part)) return true;
    if (part === dirname(part)) return false;
  }
}

function toRealPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Flows below a changed environment file, and files beside flows below what tells git to ignore them. */
function createBelowChange(changed: readonly string[]): (path: string) => boolean {
  const foldersOf = (isWanted: (kind: ReturnType<typeof findSideFileKind>) => boolean) =>
    changed.filter((path) => isWanted(findSideFileKind(basename(path)))).map((path) => dirname(path));
  const environments = foldersOf((kind) => kind === 'environment' || kind === 'private-environment');
  const ignoring = foldersOf((kind) => kind === 'ignore');
  return (path) => (isSideFile(path) ? ignoring : environments).some((folder) => isInside(path, folder));
}
