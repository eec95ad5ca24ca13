import { remember } from '#core/model/remember';
import { type Fact, factsOf } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { NodeOutline } from '#core/paths/outline';

/**
 * What is set on some way to nodes, with the node that sets it last before them: the nearest first. Where an API has to answer first,
 * only ways on which it has, or may have, count. Linear in the size of the graph.
 *
 * @param at numbers of nodes
 */
export function settersBefore(graph: JointGraph, at: readonly number[]): ReadonlyMap<Fact, NodeOutline> {
  const incoming = incomingOf(graph);
  const setters = new Map<Fact, NodeOutline>();
  const met = new Set(at);
  // What is added while the set is walked is walked too.
  for (const number of met) {
    for (const { from, answer } of incoming[number] ?? []) {
      const node = graph.nodes[from]?.node;
      if (node === undefined) continue;
      const { always, answered } = factsOf(node);
      for (const fact of [...always, ...(answer === 'unanswered' ? [] : answered)]) {
        if (!setters.has(fact)) setters.set(fact, node);
      }
      met.add(from);
    }
  }
  return setters;
}

const incomingOf = remember(({ outgoing }: JointGraph): readonly (readonly Edge[])[] => {
  const incoming: Edge[][] = outgoing.map(() => []);
  for (const edges of outgoing) for (const edge of edges) incoming[edge.to]?.push(edge);
  return incoming;
});
