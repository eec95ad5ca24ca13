import type { FlowGraph } from '#core/graph/flowGraph';

/** Some boxes of a picture that are laid out together. */
export interface Part {
  /** Indices of the graph's nodes. */
  readonly nodes: readonly number[];
  /** Indices of the graph's edges whose both ends are in this part. */
  readonly inner: readonly number[];
  /** Indices of the edges that lead from this part into another: each gets a small box of its own that names the target. */
  readonly leaving: readonly number[];
}

/** A flow of more nodes than this is drawn in parts: layered layout takes far more than twice as long for twice as many. */
export const mostInPart = 60;

/**
 * Divides a graph into parts of at most `most` nodes: from the start along the branches, then from whatever is left in the order
 * of the text, so that a part is what belongs together. Linear, and the same each time.
 */
export function divide({ nodes, edges }: FlowGraph, most = mostInPart): readonly Part[] {
  const onward = nodes.map((): number[] => []);
  for (const { from, to } of edges) onward[from]?.push(to);
  const partOf = new Int32Array(nodes.length).fill(-1);
  const parts: number[][] = [];
  for (const node of walk(nodes, edges, onward, most)) {
    const last = parts.at(-1);
    if (last === undefined || last.length === most) parts.push([node]);
    else last.push(node);
    partOf[node] = parts.length - 1;
  }
  return toParts(parts, partOf, edges);
}

/** Every node once: breadth first, and begun anew, where it was left off, after each `most` of them. */
function* walk(
  nodes: FlowGraph['nodes'],
  edges: FlowGraph['edges'],
  onward: readonly (readonly number[])[],
  most: number,
): Iterable<number> {
  const isMet = new Uint8Array(nodes.length);
  const leftOff: number[][] = [];
  let met = 0;
  for (const seed of seeds(nodes, edges)) {
    leftOff.push([seed]);
    for (const beginnings of leftOff) {
      // What is added while the list is walked is walked too.
      const waiting = beginnings.filter((node) => isMet[node] === 0);
      for (const [place, node] of waiting.entries()) {
        if (isMet[node] === 1) continue;
        isMet[node] = 1;
        yield node;
        for (const to of onward[node] ?? []) waiting.push(to);
        if (++met % most > 0) continue;
        for (const other of waiting.slice(place + 1)) leftOff.push([other]);
        break;
      }
    }
    leftOff.length = 0;
  }
}

/** Where walks begin: the start, then nodes that the platform enters, then those that nothing leads to, then all. */
function* seeds(nodes: FlowGraph['nodes'], edges: FlowGraph['edges']): Iterable<number> {
  const isLedTo = new Set(edges.map(({ to }) => to));
  const where = (isMeant: (index: number) => boolean) => [...nodes.keys()].filter(isMeant);
  yield* where((index) => nodes[index]?.isStart ?? false);
  yield* where((index) => nodes[index]?.isEntry ?? false);
  yield* where((index) => !isLedTo.has(index));
  yield* nodes.keys();
}

function toParts(parts: readonly number[][], partOf: Int32Array, edges: FlowGraph['edges']): readonly Part[] {
  const inner = parts.map((): number[] => []);
  const leaving = parts.map((): number[] => []);
  for (const [index, { from, to }] of edges.entries()) {
    const part = partOf[from] ?? 0;
    (partOf[to] === part ? inner : leaving)[part]?.push(index);
  }
  return parts.map((nodes, part) => ({ nodes, inner: inner[part] ?? [], leaving: leaving[part] ?? [] }));
}
