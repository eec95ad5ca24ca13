import { remember } from '#core/model/remember';
import type { Outgoing } from '#core/paths/localGraph';

/**
 * Where the nodes of a graph lead, as numbers that lie side by side in memory: whatever walks through all of it takes milliseconds for
 * a hundred thousand edges, and leaves no garbage.
 */
export interface Digraph {
  /** By node: where its successors begin in `to`. One more than there are nodes, for where the last ones end. */
  readonly starts: Int32Array;
  readonly to: Int32Array;
}

/** A graph of `count` nodes. */
export function createDigraph(count: number, successors: (node: number) => Iterable<number>): Digraph {
  const starts = new Int32Array(count + 1);
  const to: number[] = [];
  for (let node = 0; node < count; node++) {
    for (const successor of successors(node)) to.push(successor);
    starts[node + 1] = to.length;
  }
  return { starts, to: Int32Array.from(to) };
}

/** With an answer for each edge, in the same place as where it leads. */
export interface CompactWays extends Digraph {
  readonly answers: Uint8Array;
}

export const answerCodes = { unanswered: 0, perhaps: 1, answered: 2 } as const;

export const compactWays = remember((outgoing: Outgoing): CompactWays => {
  const starts = new Int32Array(outgoing.length + 1);
  for (let node = 0; node < outgoing.length; node++) {
    starts[node + 1] = (starts[node] ?? 0) + (outgoing[node]?.length ?? 0);
  }
  const count = starts[outgoing.length] ?? 0;
  const [to, answers] = [new Int32Array(count), new Uint8Array(count)];
  let place = 0;
  for (const edges of outgoing) {
    for (const edge of edges) {
      to[place] = edge.to;
      answers[place++] = answerCodes[edge.answer];
    }
  }
  return { starts, to, answers };
});
