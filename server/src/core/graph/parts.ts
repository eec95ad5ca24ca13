import type { FlowGraph } from '#core/graph/flowGraph';

/** Some boxes of a picture that are laid out together. */
export interface Part {
  /** Indices of the graph's nodes. */
  readonly nodes: readonly number[];
  /** Indices of the graph's edges whose both ends are in this part. */
  readonly inner: readonly number[];
  /** Indices of edges that lead from this part into another: each gets a small box of its own that names the target. */
  readonly leaving: readonly number[];
  /** Nodes from which more edges leave the part than are drawn, with how many more there are. */
  readonly more: readonly Excess[];
}

export interface Excess {
  /** The index of a node of the graph. */
  readonly node: number;
  readonly count: number;
}

/** What is laid out together. Layered layout takes far more than twice as long for twice as many boxes, or twice as many arrows. */
export interface Limits {
  readonly nodes: number;
  /** Arrows that leave the part's nodes, wherever they lead. */
  readonly edges: number;
}

export const limitsOfPart: Limits = { nodes: 60, edges: 160 };

/** As many edges that leave a part as are drawn for one node. */
const mostLeaving = 8;

/**
 * Divides a graph into parts: from the start along the branches, then from whatever is left in the order of the text, so that a
 * part is what belongs together. Only a node that has more edges by itself makes a part of more edges. Linear, and the same each time.
 */
export function divide({ nodes, edges }: FlowGraph, limits = limitsOfPart): readonly Part[] {
  const onward = nodes.map((): number[] => []);
  for (const { from, to } of edges) onward[from]?.push(to);
  const partOf = new Int32Array(nodes.length).fill(-1);
  const parts: number[][] = [];
  let isFull = true;
  for (const { node, isLast } of walk(seeds(nodes, edges), onward, limits)) {
    if (isFull) parts.push([]);
    parts.at(-1)?.push(node);
    partOf[node] = parts.length - 1;
    isFull = isLast;
  }
  return toParts(parts, partOf, edges);
}

/** Every node once: breadth first, and begun anew, where it was left off, after the last of each part. */
function* walk(
  from: Iterable<number>,
  onward: readonly (readonly number[])[],
  limits: Limits,
): Iterable<{ readonly node: number; readonly isLast: boolean }> {
  const isMet = new Uint8Array(onward.length);
  const isLastWith = createLimit(limits);
  for (const seed of from) {
    const leftOff = [seed];
    for (const first of leftOff) {
      const waiting = [first];
      // What is added while a list is walked is walked too.
      for (const [place, node] of waiting.entries()) {
        if (isMet[node] === 1) continue;
        isMet[node] = 1;
        const next = onward[node] ?? [];
        for (const to of next) waiting.push(to);
        const isLast = isLastWith(next.length);
        yield { node, isLast };
        if (!isLast) continue;
        for (const other of waiting.slice(place + 1)) leftOff.push(other);
        break;
      }
    }
  }
}

/** Says of a node with so many edges whether a part is full with it, and counts anew then. */
function createLimit(limits: Limits): (edges: number) => boolean {
  let count = 0;
  let sum = 0;
  return (edges) => {
    count += 1;
    sum += edges;
    if (count < limits.nodes && sum < limits.edges) return false;
    count = 0;
    sum = 0;
    return true;
  };
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
  const more = parts.map((): Excess[] => []);
  const countOf = new Map<number, number>();
  for (const [index, { from, to }] of edges.entries()) {
    const part = partOf[from] ?? 0;
    if (partOf[to] === part) {
      inner[part]?.push(index);
      continue;
    }
    const count = (countOf.get(from) ?? 0) + 1;
    countOf.set(from, count);
    if (count <= mostLeaving) leaving[part]?.push(index);
  }
  for (const [node, count] of countOf) {
    if (count > mostLeaving) more[partOf[node] ?? 0]?.push({ node, count: count - mostLeaving });
  }
  return parts.map((nodes, part) => ({
    nodes,
    inner: inner[part] ?? [],
    leaving: leaving[part] ?? [],
    more: more[part] ?? [],
  }));
}
