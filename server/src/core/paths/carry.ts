import type { Fact } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { Setters } from '#core/paths/setters';

/** Where a fact holds when a conversation comes to a node: on every way there, on some, or on none. */
export type Holding = 'always' | 'sometimes' | 'never';

/** As many facts as are carried through the graph at once, a bit each. */
const factsAtOnce = 31;

/**
 * Carries facts along the edges of the graph. Gives what holds at a node that conversations come to. Neighbours in the list are
 * carried together, when one of them is first asked for.
 */
export function carry(
  graph: JointGraph,
  facts: readonly Fact[],
  setters: Setters,
): (fact: Fact, node: number) => Holding {
  const places = new Map(facts.map((fact, index) => [fact, index]));
  const rounds = new Map<number, Round>();
  return (fact, node) => {
    const place = places.get(fact);
    if (place === undefined) return 'never';
    const bit = place % factsAtOnce;
    const first = place - bit;
    const round = rounds.get(first) ?? carrySome(graph, facts.slice(first, first + factsAtOnce), setters);
    rounds.set(first, round);
    if (((at(round.onEvery, node) >> bit) & 1) === 1) return 'always';
    return ((at(round.onSome, node) >> bit) & 1) === 1 ? 'sometimes' : 'never';
  };
}

/** By number of the node, a bit for each of some facts. */
interface Round {
  readonly onEvery: Int32Array;
  readonly onSome: Int32Array;
}

/**
 * What holds at a node shrinks to what every way brings, and grows to what some way brings, until nothing changes. In an order
 * in which a node mostly comes behind all that lead to it, this takes one pass, and one more for each loop inside another.
 */
function carrySome({ nodes, entries, order }: JointGraph, facts: readonly Fact[], setters: Setters): Round {
  const always = toMasks(facts, setters.always, nodes.length);
  const answered = toMasks(facts, setters.answered, nodes.length);
  const onEvery = new Int32Array(nodes.length).fill(-1);
  const onSome = new Int32Array(nodes.length);
  for (const entry of entries) onEvery[entry] = 0;
  const leave = (node: number, { to, answer }: Edge): boolean => {
    const set = always[node] ?? 0;
    const whenAnswered = answered[node] ?? 0;
    const every = at(onEvery, to) & (at(onEvery, node) | set | (answer === 'answered' ? whenAnswered : 0));
    const some = at(onSome, to) | at(onSome, node) | set | (answer === 'unanswered' ? 0 : whenAnswered);
    const changes = every !== onEvery[to] || some !== onSome[to];
    onEvery[to] = every;
    onSome[to] = some;
    return changes;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of order) {
      for (const edge of nodes[node]?.outgoing ?? []) changed = leave(node, edge) || changed;
    }
  }
  return { onEvery, onSome };
}

function at(masks: Int32Array, node: number): number {
  return masks[node] ?? 0;
}

function toMasks(facts: readonly Fact[], setters: Setters['always'], count: number): Int32Array {
  const masks = new Int32Array(count);
  for (const [bit, fact] of facts.entries()) {
    for (const node of setters.get(fact) ?? []) masks[node] = at(masks, node) | (1 << bit);
  }
  return masks;
}
