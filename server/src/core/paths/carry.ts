import { answerCodes, type CompactWays, compactWays } from '#core/paths/compactWays';
import type { Fact } from '#core/paths/facts';
import { type JointGraph, walksOf } from '#core/paths/jointGraph';
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
function carrySome(graph: JointGraph, facts: readonly Fact[], setters: Setters): Round {
  const count = graph.outgoing.length;
  const ways = compactWays(graph.outgoing);
  const { order } = walksOf(graph);
  const always = toMasks(facts, setters.always, count);
  const answered = toMasks(facts, setters.answered, count);
  const round = { onEvery: new Int32Array(count).fill(-1), onSome: new Int32Array(count) };
  for (const entry of graph.entries) round.onEvery[entry] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of order) changed = leave(node, at(always, node), at(answered, node), ways, round) || changed;
  }
  return round;
}

/** Takes what holds behind a node along all of its edges. Gives whether that is new anywhere. */
function leave(node: number, always: number, answered: number, ways: CompactWays, { onEvery, onSome }: Round): boolean {
  let changed = false;
  const end = at(ways.starts, node + 1);
  for (let edge = at(ways.starts, node); edge < end; edge++) {
    const to = at(ways.to, edge);
    const answer = ways.answers[edge];
    const every = at(onEvery, to) & (at(onEvery, node) | always | (answer === answerCodes.answered ? answered : 0));
    const some = at(onSome, to) | at(onSome, node) | always | (answer === answerCodes.unanswered ? 0 : answered);
    if (every === onEvery[to] && some === onSome[to]) continue;
    changed = true;
    onEvery[to] = every;
    onSome[to] = some;
  }
  return changed;
}

function at(numbers: Int32Array, place: number): number {
  return numbers[place] ?? 0;
}

function toMasks(facts: readonly Fact[], setters: Setters['always'], count: number): Int32Array {
  const masks = new Int32Array(count);
  for (const [bit, fact] of facts.entries()) {
    for (const node of setters.get(fact) ?? []) masks[node] = at(masks, node) | (1 << bit);
  }
  return masks;
}
