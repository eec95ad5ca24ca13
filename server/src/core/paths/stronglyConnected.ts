/**
 * The strongly connected components of a graph of `count` nodes, by Tarjan's algorithm: each node's component, by number. A
 * component has a higher number than those it leads to. Without recursion, and linear in nodes and edges.
 */
export function stronglyConnected(count: number, successors: (node: number) => readonly number[]): readonly number[] {
  const component = new Array<number>(count).fill(-1);
  const order = new Array<number>(count).fill(-1);
  const lowest = new Array<number>(count).fill(-1);
  const open: number[] = [];
  let visited = 0;
  let components = 0;

  const enter = (node: number): Visit => {
    order[node] = visited;
    lowest[node] = visited;
    visited++;
    open.push(node);
    return { node, rest: successors(node)[Symbol.iterator]() };
  };
  const close = (node: number): void => {
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      component[member] = components;
      if (member === node) break;
    }
    components++;
  };
  const lower = (node: number, to: number): void => {
    lowest[node] = Math.min(lowest[node] ?? to, to);
  };

  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    const path = [enter(root)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const { node } = visit;
      const next = visit.rest.next();
      if (next.done !== true) {
        if (order[next.value] === -1) path.push(enter(next.value));
        else if (component[next.value] === -1) lower(node, order[next.value] ?? 0);
        continue;
      }
      path.pop();
      if (lowest[node] === order[node]) close(node);
      const parent = path.at(-1);
      if (parent !== undefined) lower(parent.node, lowest[node] ?? 0);
    }
  }
  return component;
}

interface Visit {
  readonly node: number;
  readonly rest: Iterator<number>;
}
