import type { Fact } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { Setters } from '#core/paths/setters';

/** The edges of a shortest way from an entry to a node on which a fact does not come to hold; none where every way brings it. */
export function findWay(
  { outgoing, entries }: JointGraph,
  fact: Fact,
  goal: number,
  setters: Setters,
): readonly Edge[] {
  const always = setters.always.get(fact);
  const answered = setters.answered.get(fact);
  const cameBy = new Array<Edge | undefined>(outgoing.length);
  const isMet = new Uint8Array(outgoing.length);
  for (const entry of entries) isMet[entry] = 1;
  // What is added while the list is walked is walked too: the nearest nodes first.
  const open = [...entries];
  for (const node of open) {
    if (node === goal) return followBack(cameBy, goal);
    if (always?.has(node)) continue;
    for (const edge of outgoing[node] ?? []) {
      if (edge.answer === 'answered' && answered?.has(node)) continue;
      if (isMet[edge.to] === 1) continue;
      isMet[edge.to] = 1;
      cameBy[edge.to] = edge;
      open.push(edge.to);
    }
  }
  return [];
}

function followBack(cameBy: readonly (Edge | undefined)[], goal: number): readonly Edge[] {
  const way: Edge[] = [];
  for (let edge = cameBy[goal]; edge !== undefined; edge = cameBy[edge.from]) way.push(edge);
  return way.reverse();
}
