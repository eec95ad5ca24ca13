import type { FlowLinks } from './flowLinks';

/**
 * The paths of flow files that changed flows may make a difference to: those that import them, those that they import or did,
 * those of their name, those that lead to them, and all that can be reached from them or from who imports them, since what
 * is set on the way counts there.
 *
 * @param flows as they are now
 * @param earlier the changed ones, as they were
 */
export function affectedByFlows(
  flows: readonly FlowLinks[],
  earlier: readonly FlowLinks[],
  isChanged: (path: string) => boolean,
): ReadonlySet<string> {
  const changed = [...earlier, ...flows.filter(({ path }) => isChanged(path))];
  const importers = flows.filter(({ imports }) => imports.some(isChanged));
  const names = new Set(changed.flatMap(({ name }) => name ?? []));
  const imported = changed.flatMap(({ imports }) => imports);
  const related = flows.filter(({ name, targets }) => hasName(names, name) || targets.some((to) => names.has(to)));
  const reached = reachableFrom([...changed, ...importers], flows);
  return new Set([...imported, ...[...importers, ...related, ...reached].map(({ path }) => path)]);
}

function hasName(names: ReadonlySet<string>, name: string | undefined): boolean {
  return name !== undefined && names.has(name);
}

function reachableFrom(starts: readonly FlowLinks[], flows: readonly FlowLinks[]): readonly FlowLinks[] {
  const byName = new Map<string, FlowLinks[]>();
  for (const flow of flows) {
    if (flow.name !== undefined) byName.set(flow.name, [...(byName.get(flow.name) ?? []), flow]);
  }
  // What is added while the set is walked is walked too.
  const reached = new Set(starts.flatMap(({ targets }) => targets));
  for (const name of reached) {
    for (const { targets } of byName.get(name) ?? []) for (const target of targets) reached.add(target);
  }
  return [...reached].flatMap((name) => byName.get(name) ?? []);
}
