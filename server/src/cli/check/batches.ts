import { findNearest } from '#core/model/nearest';
import { groupBy } from '#core/paths/groupBy';
import { unnamed } from '../since/flowLinks';
import type { KnownFlow } from './knownFlow';

/** Files that are checked in one go. */
export interface Batch {
  /** The flow files that are known meanwhile: all that findings of the targets may rest on. Absolute. */
  readonly files: readonly string[];
  /** Those to check, absolute; some may not be readable, and then not known. */
  readonly targets: readonly string[];
}

export interface Division {
  /** Targets that make a batch worth its overhead; it has more only where a family of flows is that large. */
  readonly size: number;
  /** Into how many batches such a family is divided at the most; each of them knows all of it. */
  readonly parts: number;
  /** Whether fixes are told: some look among all flows for the one that is meant. */
  readonly withFixes: boolean;
}

/**
 * Divides what is to be checked, so that never more flows are in memory than have to do with one another: what import each other, lead to each
 * other or share a name or a text stays together, and small families share a batch. The findings are the same as with all flows known at once.
 *
 * @param known all flows of the workspace, and the targets that can be read
 */
export function toBatches(
  known: readonly KnownFlow[],
  targets: readonly string[],
  { size, parts, withFixes }: Division,
): readonly Batch[] {
  const familyOf = new Map(toFamilies(known, withFixes).flatMap((family) => family.map((path) => [path, family])));
  const asking = new Set(withFixes ? known.filter(({ targets: names }) => names.includes(unnamed)).map(pathOf) : []);
  const all = known.map(pathOf);
  const wanted = groupBy(targets, (path) => (asking.has(path) ? all : (familyOf.get(path) ?? [])));
  const pieces = [...wanted].flatMap(([files, members]) =>
    (members.length > size * parts ? divide(members, parts) : [members]).map((some) => ({ files, targets: some })),
  );
  const always = knownAlways(known);
  const orderOf = new Map(all.map((path, index) => [path, index]));
  return joinSmall(pieces, size).map((batch) => ({
    ...batch,
    files: [...new Set([...batch.files, ...always])].sort((a, b) => (orderOf.get(a) ?? 0) - (orderOf.get(b) ?? 0)),
  }));
}

/**
 * What is known whatever is checked. One flow with nodes: of a workspace that holds nothing but endpoints, nobody says that they are not used. And
 * all that import what nobody can read: an endpoint that they use may be that of any file.
 */
function knownAlways(known: readonly KnownFlow[]): readonly string[] {
  const paths = new Set(known.map(pathOf));
  const one = known.find(({ hasNodes }) => hasNodes);
  const unsettled = known.filter(({ path, imports }) => imports.some((file) => file === path || !paths.has(file)));
  return [...(one === undefined ? [] : [one]), ...unsettled].map(pathOf);
}

function pathOf({ path }: KnownFlow): string {
  return path;
}

function divide(paths: readonly string[], parts: number): readonly (readonly string[])[] {
  const length = Math.ceil(paths.length / parts);
  const starts = Array.from({ length: parts }, (_, part) => part * length).filter((start) => start < paths.length);
  return starts.map((start) => paths.slice(start, start + length));
}

/** Batches in a row are joined until they have so many targets. */
function joinSmall(batches: readonly Batch[], size: number): readonly Batch[] {
  const joined: { readonly files: string[]; readonly targets: string[] }[] = [];
  for (const { files, targets } of batches) {
    let last = joined.at(-1);
    if (last === undefined || last.targets.length >= size) {
      last = { files: [], targets: [] };
      joined.push(last);
    }
    // Spread into one call, a very large family would overflow the stack.
    for (const file of files) last.files.push(file);
    for (const target of targets) last.targets.push(target);
  }
  return joined;
}

/** The paths of the flows that have anything to do with one another, directly or over others. */
function toFamilies(flows: readonly KnownFlow[], withFixes: boolean): readonly (readonly string[])[] {
  const tiesOf = createTies(flows, withFixes);
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let above = parents.get(root); above !== undefined; above = parents.get(root)) root = above;
    // The way is made short for whoever comes next.
    for (let at = key; at !== root; ) {
      const above = parents.get(at) ?? root;
      parents.set(at, root);
      at = above;
    }
    return root;
  };
  for (const flow of flows) {
    for (const key of tiesOf(flow)) {
      const [own, other] = [rootOf(`file ${flow.path}`), rootOf(key)];
      if (own !== other) parents.set(own, other);
    }
  }
  return [...groupBy(flows, ({ path }) => rootOf(`file ${path}`)).values()].map((family) => family.map(pathOf));
}

/** Whatever two flows have in common ties them; where fixes are told, so does a misspelt name with the one that is meant. */
function createTies(flows: readonly KnownFlow[], withFixes: boolean): (flow: KnownFlow) => readonly string[] {
  const names = new Set(flows.flatMap(({ name }) => name ?? []));
  const meant = new Map<string, string>();
  const meantBy = (target: string): string => {
    if (!withFixes || names.has(target)) return target;
    const nearest = meant.get(target) ?? findNearest(target, names) ?? target;
    meant.set(target, nearest);
    return nearest;
  };
  return ({ realPath, digest, name, imports, targets }) => [
    `file ${realPath}`,
    `text ${digest}`,
    ...imports.map((path) => `file ${path}`),
    ...[...targets, ...(name === undefined ? [] : [name])].flatMap((flow) => [`flow ${flow}`, `flow ${meantBy(flow)}`]),
  ];
}
