/**
 * Which nodes every walk from the root has to pass: `a` dominates `b` where no walk comes to `b` without having passed `a`. After
 * Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001): one pass over the edges, and one more for each loop
 * inside another.
 */
export interface Dominators {
  /** True where every walk to `b` passes `a` before; false where no walk comes to `b`. */
  isPassedBefore(a: number, b: number): boolean;
}

/** Of a graph of `count` nodes. Without recursion. */
export function dominators(count: number, root: number, successors: (node: number) => readonly number[]): Dominators {
  const { order, place, predecessors } = numberNodes(count, root, successors);
  const dominator = new Int32Array(count).fill(-1);
  dominator[root] = root;
  const above = (node: number): number => dominator[node] ?? root;
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      while ((place[a] ?? 0) > (place[b] ?? 0)) a = above(a);
      while ((place[b] ?? 0) > (place[a] ?? 0)) b = above(b);
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of order) {
      if (node === root) continue;
      let nearest = -1;
      for (const from of predecessors[node] ?? []) {
        if (dominator[from] !== -1) nearest = nearest === -1 ? from : meet(from, nearest);
      }
      if (dominator[node] === nearest) continue;
      dominator[node] = nearest;
      changed = true;
    }
  }
  const { enter, leave } = numberTree(order, root, above);
  return {
    isPassedBefore(a, b) {
      if (a === b || dominator[a] === -1 || dominator[b] === -1) return false;
      return (enter[a] ?? 0) < (enter[b] ?? 0) && (leave[b] ?? 0) <= (leave[a] ?? 0);
    },
  };
}

/** The nodes that walks come to in reverse postorder, each one's place in it, and where each is come to from. */
function numberNodes(count: number, root: number, successors: (node: number) => readonly number[]) {
  const isMet = new Uint8Array(count);
  const predecessors: number[][] = Array.from({ length: count }, () => []);
  const left: number[] = [];
  const path = [{ node: root, rest: successors(root)[Symbol.iterator]() }];
  isMet[root] = 1;
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const { done, value: to } = visit.rest.next();
    if (done === true) {
      left.push(visit.node);
      path.pop();
      continue;
    }
    predecessors[to]?.push(visit.node);
    if (isMet[to] === 1) continue;
    isMet[to] = 1;
    path.push({ node: to, rest: successors(to)[Symbol.iterator]() });
  }
  const order = left.reverse();
  const place = new Int32Array(count);
  for (const [index, node] of order.entries()) place[node] = index;
  return { order, place, predecessors };
}

/** Numbers the dominator tree so that whatever lies below a node has numbers between its two. */
function numberTree(order: readonly number[], root: number, above: (node: number) => number) {
  const children = new Map<number, number[]>();
  for (const node of order) {
    if (node === root) continue;
    const siblings = children.get(above(node)) ?? [];
    siblings.push(node);
    children.set(above(node), siblings);
  }
  const enter: number[] = [];
  const leave: number[] = [];
  let next = 0;
  enter[root] = next++;
  const path = [{ node: root, next: 0 }];
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const child = children.get(visit.node)?.[visit.next++];
    if (child === undefined) {
      leave[visit.node] = next++;
      path.pop();
      continue;
    }
    enter[child] = next++;
    path.push({ node: child, next: 0 });
  }
  return { enter, leave };
}
