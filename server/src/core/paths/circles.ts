import { changedArrows } from '#core/paths/changedArrows';
import { compactWays } from '#core/paths/compactWays';
import { follow, type VersionedGraph } from '#core/paths/follow';
import type { Outgoing } from '#core/paths/localGraph';
import { stronglyConnected } from '#core/paths/stronglyConnected';

/** The numbers of nodes that all lead to one another, directly or through others of them. */
export type Circle = ReadonlySet<number>;

/** With the component of each node, by number; -1 where it is left out. */
interface Components {
  readonly componentOf: Int32Array;
  readonly circles: readonly Circle[];
}

/**
 * A way to tell the circles of a graph, in the order of their first nodes. What it gives is the same list for as long as they are the
 * same: where an edit leads on the way that components lead anyway, or takes what no circle was made of, they are.
 */
export function createCircles(): (graph: VersionedGraph, isIn: Uint8Array) => readonly Circle[] {
  const components = follow({ isSame: hasSameBytes, isRightStill: hasSameCircles, find: findComponents });
  return (graph, isIn) => components(graph, isIn).circles;
}

function findComponents(outgoing: Outgoing, isIn: Uint8Array): Components {
  const componentOf = stronglyConnected(compactWays(outgoing), isIn);
  return { componentOf, circles: gather(componentOf, outgoing) };
}

function hasSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  for (let place = 0; place < one.length; place++) if (one[place] !== other[place]) return false;
  return one.length === other.length;
}

function hasSameCircles({ componentOf }: Components, before: Outgoing, now: Outgoing, isIn: Uint8Array): boolean {
  const changed = changedArrows(before, now);
  const [removed, added] = [changed?.removed, changed?.added].map((arrows) =>
    arrows?.filter(([from, to]) => isIn[from] === 1 && isIn[to] === 1),
  );
  const componentAt = (node: number): number => componentOf[node] ?? -1;
  return (
    removed?.every(([from, to]) => componentAt(from) !== componentAt(to)) === true &&
    added?.every(([from, to]) => componentAt(from) > componentAt(to)) === true
  );
}

/** A component of one node is a circle where the node leads to itself. */
function gather(componentOf: Int32Array, outgoing: Outgoing): readonly Circle[] {
  const sizes = new Int32Array(componentOf.length);
  for (const component of componentOf) if (component !== -1) sizes[component] = (sizes[component] ?? 0) + 1;
  const circles = new Map<number, Set<number>>();
  for (let node = 0; node < componentOf.length; node++) {
    const component = componentOf[node] ?? -1;
    if (component === -1) continue;
    const isInCircle = (sizes[component] ?? 0) > 1 || outgoing[node]?.some(({ to }) => to === node) === true;
    if (isInCircle) circles.set(component, (circles.get(component) ?? new Set()).add(node));
  }
  return [...circles.values()];
}
