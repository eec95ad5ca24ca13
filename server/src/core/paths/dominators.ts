/**
 * Which nodes every walk from the root has to pass: `a` dominates `b` where no walk comes to `b` without having passed `a`. After
 * Lengauer and Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph" (1979), with path compression alone: about as
 * many steps as there are edges, times the logarithm of the nodes, whatever the shape of the graph.
 */
export interface Dominators {
  /** True where every walk to `b` passes `a` before; false where no walk comes to `b`. */
  isPassedBefore(a: number, b: number): boolean;
}

/** Of a graph of `count` nodes. Without recursion. */
export function dominators(count: number, root: number, successors: (node: number) => readonly number[]): Dominators {
  const search = searchDepthFirst(count, root, successors);
  const { enter, size } = numberTree(findDominators(search));
  const { numberOf } = search;
  return {
    isPassedBefore(a, b) {
      const [above, below] = [numberOf[a] ?? -1, numberOf[b] ?? -1];
      if (above === -1 || below === -1) return false;
      const distance = (enter[below] ?? 0) - (enter[above] ?? 0);
      return distance > 0 && distance < (size[above] ?? 0);
    },
  };
}

/** A depth-first search, which numbers the nodes that walks come to in the order it meets them. */
interface Search {
  /** By node; -1 where no walk comes to it. */
  readonly numberOf: Int32Array;
  /** By number: from where the search came. */
  readonly parent: Int32Array;
  /** By number, as numbers: from where edges come. */
  readonly predecessors: readonly (readonly number[])[];
}

function searchDepthFirst(count: number, root: number, successors: (node: number) => readonly number[]): Search {
  const numberOf = new Int32Array(count).fill(-1);
  const parent: number[] = [];
  const predecessors: number[][] = [];
  const path: { number: number; to: readonly number[]; next: number }[] = [];
  const meet = (node: number, from: number): void => {
    const number = parent.push(from) - 1;
    numberOf[node] = number;
    predecessors.push([]);
    path.push({ number, to: successors(node), next: 0 });
  };
  meet(root, 0);
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const to = visit.to[visit.next++];
    if (to === undefined) path.pop();
    else {
      if (numberOf[to] === -1) meet(to, visit.number);
      predecessors[numberOf[to] ?? 0]?.push(visit.number);
    }
  }
  return { numberOf, parent: Int32Array.from(parent), predecessors };
}

/** By number: the nearest node that every walk to it passes; the root's is itself. */
function findDominators({ parent, predecessors }: Search): Int32Array {
  const count = parent.length;
  const semidominator = Int32Array.from(parent.keys());
  const dominator = new Int32Array(count);
  const { findLowest, link } = createForest(semidominator);
  const waiting: number[][] = Array.from({ length: count }, () => []);
  for (let number = count - 1; number > 0; number--) {
    for (const from of predecessors[number] ?? []) {
      const lowest = semidominator[findLowest(from)] ?? 0;
      if (lowest < (semidominator[number] ?? 0)) semidominator[number] = lowest;
    }
    waiting[semidominator[number] ?? 0]?.push(number);
    const above = parent[number] ?? 0;
    link(above, number);
    for (const other of waiting[above] ?? []) {
      const lowest = findLowest(other);
      dominator[other] = (semidominator[lowest] ?? 0) < (semidominator[other] ?? 0) ? lowest : above;
    }
    waiting[above] = [];
  }
  for (let number = 1; number < count; number++) {
    const found = dominator[number] ?? 0;
    if (found !== semidominator[number]) dominator[number] = dominator[found] ?? 0;
  }
  return dominator;
}

/** The part of the search's tree that is linked so far: where the lowest semidominator lies on the way up from a number. */
function createForest(semidominator: Int32Array) {
  const ancestor = new Int32Array(semidominator.length).fill(-1);
  const lowest = Int32Array.from(semidominator.keys());
  const semidominatorOf = (number: number): number => semidominator[lowest[number] ?? 0] ?? 0;
  const above = (number: number): number => ancestor[number] ?? -1;
  const compress = (from: number): void => {
    const path: number[] = [];
    for (let number = from; above(above(number)) !== -1; number = above(number)) path.push(number);
    for (let number = path.pop(); number !== undefined; number = path.pop()) {
      const next = above(number);
      if (semidominatorOf(next) < semidominatorOf(number)) lowest[number] = lowest[next] ?? 0;
      ancestor[number] = above(next);
    }
  };
  return {
    findLowest(number: number): number {
      if (above(number) !== -1) compress(number);
      return lowest[number] ?? 0;
    },
    link(parent: number, number: number): void {
      ancestor[number] = parent;
    },
  };
}

/** Numbers the tree of dominators so that what lies below a node follows it: `size` of them with itself, from `enter` on. */
function numberTree(dominator: Int32Array): { readonly enter: Int32Array; readonly size: Int32Array } {
  const count = dominator.length;
  const size = new Int32Array(count).fill(1);
  for (let number = count - 1; number > 0; number--) {
    const above = dominator[number] ?? 0;
    size[above] = (size[above] ?? 0) + (size[number] ?? 0);
  }
  const enter = new Int32Array(count);
  const free = new Int32Array(count).fill(1);
  for (let number = 1; number < count; number++) {
    const above = dominator[number] ?? 0;
    enter[number] = free[above] ?? 0;
    free[above] = (free[above] ?? 0) + (size[number] ?? 0);
    free[number] = (enter[number] ?? 0) + 1;
  }
  return { enter, size };
}
