import type { Digraph } from '#core/paths/compactWays';

/**
 * Which nodes every walk from the root has to pass: `a` dominates `b` where no walk comes to `b` without having passed `a`. After
 * Lengauer and Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph" (1979), with path compression alone: about as
 * many steps as there are edges, times the logarithm of the nodes, whatever the shape of the graph.
 */
export interface Dominators {
  /** True where every walk to `b` passes `a` before; false where no walk comes to `b`. */
  isPassedBefore(a: number, b: number): boolean;
  /** The last node that every walk to a node passes before it. Undefined for the root, and where no walk comes. */
  nearest(node: number): number | undefined;
}

/** Without recursion. */
export function dominators(graph: Digraph, root: number): Dominators {
  const search = searchDepthFirst(graph, root);
  const dominator = findDominators(search, findPredecessors(graph, search));
  const { enter, size } = numberTree(dominator);
  const { numberOf, nodeOf } = search;
  return {
    isPassedBefore(a, b) {
      const [above, below] = [numberOf[a] ?? -1, numberOf[b] ?? -1];
      if (above === -1 || below === -1) return false;
      const distance = (enter[below] ?? 0) - (enter[above] ?? 0);
      return distance > 0 && distance < (size[above] ?? 0);
    },
    nearest(node) {
      const number = numberOf[node] ?? -1;
      return number <= 0 ? undefined : nodeOf[dominator[number] ?? 0];
    },
  };
}

/** A depth-first search, which numbers the nodes that walks come to in the order it meets them. */
interface Search {
  /** By node; -1 where no walk comes to it. */
  readonly numberOf: Int32Array;
  /** By number. */
  readonly nodeOf: Int32Array;
  /** By number: from where the search came. */
  readonly parent: Int32Array;
}

function searchDepthFirst({ starts, to }: Digraph, root: number): Search {
  const count = starts.length - 1;
  const numberOf = new Int32Array(count).fill(-1);
  const [nodeOf, parent, path] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  /** Of each node on the path, the edge to take next. */
  const next = starts.slice(0, count);
  let [met, depth] = [0, 0];
  const meet = (node: number, from: number): void => {
    numberOf[node] = met;
    nodeOf[met] = node;
    parent[met++] = from;
    path[depth++] = node;
  };
  meet(root, 0);
  while (depth > 0) {
    const node = path[depth - 1] ?? 0;
    const edge = next[node] ?? 0;
    if (edge === starts[node + 1]) {
      depth--;
      continue;
    }
    next[node] = edge + 1;
    const there = to[edge] ?? 0;
    if (numberOf[there] === -1) meet(there, numberOf[node] ?? 0);
  }
  return { numberOf, nodeOf: nodeOf.subarray(0, met), parent: parent.subarray(0, met) };
}

/** By number, as numbers: from where edges come. */
function findPredecessors({ starts, to }: Digraph, { numberOf, nodeOf }: Search): Digraph {
  const ends = new Int32Array(nodeOf.length + 1);
  const eachEdge = (use: (number: number, from: number) => void): void => {
    for (let from = 0; from < nodeOf.length; from++) {
      const node = nodeOf[from] ?? 0;
      const end = starts[node + 1] ?? 0;
      for (let edge = starts[node] ?? 0; edge < end; edge++) use(numberOf[to[edge] ?? 0] ?? 0, from);
    }
  };
  eachEdge((number) => {
    ends[number + 1] = (ends[number + 1] ?? 0) + 1;
  });
  for (let number = 0; number < nodeOf.length; number++)
    ends[number + 1] = (ends[number + 1] ?? 0) + (ends[number] ?? 0);
  // Filled from the back, ends become beginnings.
  const predecessors = new Int32Array(ends[nodeOf.length] ?? 0);
  const places = ends.slice(1);
  eachEdge((number, from) => {
    const place = (places[number] ?? 0) - 1;
    places[number] = place;
    predecessors[place] = from;
  });
  return { starts: ends, to: predecessors };
}

/** By number: the nearest node that every walk to it passes; the root's is itself. */
function findDominators({ parent }: Search, { starts, to: predecessors }: Digraph): Int32Array {
  const count = parent.length;
  const semidominator = toOwnNumbers(count);
  const dominator = new Int32Array(count);
  const { findLowest, link } = createForest(semidominator);
  /** By semidominator: a number that waits for it, and by that, another one; -1 behind the last. */
  const [waiting, nextWaiting] = [new Int32Array(count).fill(-1), new Int32Array(count)];
  for (let number = count - 1; number > 0; number--) {
    const end = starts[number + 1] ?? 0;
    for (let edge = starts[number] ?? 0; edge < end; edge++) {
      const lowest = semidominator[findLowest(predecessors[edge] ?? 0)] ?? 0;
      if (lowest < (semidominator[number] ?? 0)) semidominator[number] = lowest;
    }
    const at = semidominator[number] ?? 0;
    nextWaiting[number] = waiting[at] ?? -1;
    waiting[at] = number;
    const above = parent[number] ?? 0;
    link(above, number);
    for (let other = waiting[above] ?? -1; other !== -1; other = nextWaiting[other] ?? -1) {
      const lowest = findLowest(other);
      dominator[other] = (semidominator[lowest] ?? 0) < (semidominator[other] ?? 0) ? lowest : above;
    }
    waiting[above] = -1;
  }
  for (let number = 1; number < count; number++) {
    const found = dominator[number] ?? 0;
    if (found !== semidominator[number]) dominator[number] = dominator[found] ?? 0;
  }
  return dominator;
}

function toOwnNumbers(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let number = 0; number < count; number++) numbers[number] = number;
  return numbers;
}

/** The part of the search's tree that is linked so far: where the lowest semidominator lies on the way up from a number. */
function createForest(semidominator: Int32Array) {
  const ancestor = new Int32Array(semidominator.length).fill(-1);
  const lowest = toOwnNumbers(semidominator.length);
  const path = new Int32Array(semidominator.length);
  const semidominatorOf = (number: number): number => semidominator[lowest[number] ?? 0] ?? 0;
  const above = (number: number): number => ancestor[number] ?? -1;
  const compress = (from: number): void => {
    let depth = 0;
    for (let number = from; above(above(number)) !== -1; number = above(number)) path[depth++] = number;
    while (depth > 0) {
      const number = path[--depth] ?? 0;
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
