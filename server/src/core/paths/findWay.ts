import type { Fact } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { Setters } from '#core/paths/setters';

/** The edges of a shortest way from an entry to a node on which a fact does not come to hold; none where every way brings it. */
export function findWay({ nodes, entries }: JointGraph, fact: Fact, goal: number, setters: Setters): readonly Edge[] {
  const cameBy = new Map<number, Edge | undefined>(entries.map((entry) => [entry, undefined]));
  const always = setters.always.get(fact);
  const answered = setters.answered.get(fact);
  // What is added while the map is walked is walked too: the nearest nodes first.
  for (const node of cameBy.keys()) {
    if (node === goal) return followBack(cameBy, goal);
    if (always?.has(node)) continue;
    for (const edge of nodes[node]?.outgoing ?? []) {
      if (edge.answer === 'answered' && answered?.has(node)) continue;
      if (!cameBy.has(edge.to)) cameBy.set(edge.to, edge);
    }
  }
  return [];
}

function followBack(cameBy: ReadonlyMap<number, Edge | undefined>, goal: number): readonly Edge[] {
  const way: Edge[] = [];
  for (let edge = cameBy.get(goal); edge !== undefined; edge = cameBy.get(edge.from)) way.push(edge);
  return way.reverse();
}
