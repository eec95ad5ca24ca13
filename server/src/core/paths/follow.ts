import type { Outgoing } from '#core/paths/localGraph';

/** A graph that may be the next version of another, in which the same nodes have the same numbers. */
export interface VersionedGraph {
  readonly lineage: object;
  readonly outgoing: Outgoing;
}

/** How something is found in a graph, which rests on what is given besides: nodes to begin with, or nodes to keep to. */
export interface Finding<Given, Found> {
  isSame(before: Given, now: Given): boolean;
  /** Whether what was found in one version is known to be right in another. */
  isRightStill(found: Found, before: Outgoing, now: Outgoing, given: Given): boolean;
  find(outgoing: Outgoing, given: Given): Found;
}

/** A way to find that in one version of a graph after another. It gives the same object for as long as that is known to be right. */
export function follow<Given, Found>({
  isSame,
  isRightStill,
  find,
}: Finding<Given, Found>): (graph: VersionedGraph, given: Given) => Found {
  const latest = new WeakMap<object, { outgoing: Outgoing; readonly given: Given; readonly found: Found }>();
  return ({ lineage, outgoing }, given) => {
    const last = latest.get(lineage);
    if (last !== undefined && isSame(last.given, given) && isRightStill(last.found, last.outgoing, outgoing, given)) {
      last.outgoing = outgoing;
      return last.found;
    }
    const found = find(outgoing, given);
    latest.set(lineage, { outgoing, given, found });
    return found;
  };
}
