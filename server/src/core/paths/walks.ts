import { areSameItems } from '#core/model/difference';
import { changedArrows } from '#core/paths/changedArrows';
import { compactWays, type Digraph } from '#core/paths/compactWays';
import { follow, type VersionedGraph } from '#core/paths/follow';
import type { Outgoing } from '#core/paths/localGraph';

/** All walks through a graph from some nodes on. */
export interface Walks {
  /** By number of the node: 1 where a walk comes there. */
  readonly isReached: Uint8Array;
  /** The nodes that walks come to, those that lead to a node before it except in loops (reverse postorder). */
  readonly order: Int32Array;
}

/** With the way that each node was come to by first: by number, where from; -1 for a beginning. */
interface Walked extends Walks {
  readonly cameFrom: Int32Array;
}

/**
 * A way to tell where walks come. What it gives is the same object for as long as that is the same: an edit that takes none of the ways
 * that nodes were first come to by, and leads nowhere new, changes nothing. Else all is walked again.
 */
export function createWalks(): (graph: VersionedGraph, from: readonly number[]) => Walks {
  return follow<readonly number[], Walked>({
    isSame: areSameItems,
    isRightStill: isStillWalked,
    find: (outgoing, from) => walk(compactWays(outgoing), from),
  });
}

function isStillWalked({ isReached, cameFrom }: Walked, before: Outgoing, now: Outgoing): boolean {
  const changed = changedArrows(before, now);
  return (
    changed?.removed.every(([from, to]) => isReached[from] === 0 || cameFrom[to] !== from) === true &&
    changed.added.every(([from, to]) => isReached[from] === 0 || isReached[to] === 1)
  );
}

/** Depth first, without recursion. */
function walk({ starts, to }: Digraph, from: readonly number[]): Walked {
  const count = starts.length - 1;
  const isReached = new Uint8Array(count);
  const cameFrom = new Int32Array(count).fill(-1);
  /** Of each node on the path, the edge to take next. */
  const next = starts.slice(0, count);
  const path = new Int32Array(count);
  const order = new Int32Array(count);
  let [depth, left] = [0, count];
  const meet = (node: number, before: number): void => {
    isReached[node] = 1;
    cameFrom[node] = before;
    path[depth++] = node;
  };
  for (const beginning of from) {
    if (isReached[beginning] === 0) meet(beginning, -1);
    while (depth > 0) {
      const node = path[depth - 1] ?? 0;
      const edge = next[node] ?? 0;
      if (edge === starts[node + 1]) {
        depth--;
        order[--left] = node;
        continue;
      }
      next[node] = edge + 1;
      const there = to[edge] ?? 0;
      if (isReached[there] === 0) meet(there, node);
    }
  }
  return { isReached, cameFrom, order: order.subarray(left) };
}
