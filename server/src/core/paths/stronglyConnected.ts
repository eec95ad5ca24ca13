import type { Digraph } from '#core/paths/compactWays';

/**
 * The strongly connected components of a graph, by Tarjan's algorithm: each node's component, by number. A component has a higher number
 * than those it leads to. Without recursion, and linear in nodes and edges.
 *
 * @param isIn by node: 0 for those that are left out, with the edges that lead there; they have no component, which is -1
 */
export function stronglyConnected({ starts, to }: Digraph, isIn?: Uint8Array): Int32Array {
  const count = starts.length - 1;
  const component = new Int32Array(count).fill(-1);
  const order = new Int32Array(count).fill(-1);
  const lowest = new Int32Array(count);
  /** Of each node on the path, the edge to take next. */
  const next = starts.slice(0, count);
  const [path, open] = [new Int32Array(count), new Int32Array(count)];
  let [depth, waiting, visited, components] = [0, 0, 0, 0];

  const enter = (node: number): void => {
    order[node] = visited;
    lowest[node] = visited++;
    path[depth++] = node;
    open[waiting++] = node;
  };
  const lower = (node: number, by: number): void => {
    if (by < (lowest[node] ?? 0)) lowest[node] = by;
  };
  const leave = (node: number): void => {
    depth--;
    if (lowest[node] === order[node]) {
      let member: number;
      do {
        member = open[--waiting] ?? node;
        component[member] = components;
      } while (member !== node);
      components++;
    }
    if (depth > 0) lower(path[depth - 1] ?? 0, lowest[node] ?? 0);
  };

  for (let root = 0; root < count; root++) {
    if (order[root] === -1 && isIn?.[root] !== 0) enter(root);
    while (depth > 0) {
      const node = path[depth - 1] ?? 0;
      const edge = next[node] ?? 0;
      if (edge === starts[node + 1]) {
        leave(node);
        continue;
      }
      next[node] = edge + 1;
      const there = to[edge] ?? 0;
      if (isIn?.[there] === 0) continue;
      if (order[there] === -1) enter(there);
      else if (component[there] === -1) lower(node, order[there] ?? 0);
    }
  }
  return component;
}
