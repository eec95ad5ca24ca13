import type { FlowDocument } from '#core/model/document';
import { type Fact, factsOf, variable } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';

/** Where a fact holds when a conversation comes to a node: on every way there, on some, or on none. */
export type Holding = 'always' | 'sometimes' | 'never';

export interface Solution {
  /** Undefined for a node that no conversation comes to. */
  holding(fact: Fact, node: number): Holding | undefined;
  /** Whether any node sets it, wherever that leads. */
  isSetSomewhere(fact: Fact): boolean;
  /** The edges of a shortest way from an entry to a node on which the fact does not come to hold; its entry is where they begin. */
  wayWithout(fact: Fact, node: number): readonly Edge[];
}

/** As many facts as are carried through the graph at once, a bit each. */
const factsAtOnce = 31;

/** Carries facts along the edges of a graph, to where they are asked for. */
export function solve(graph: JointGraph, facts: Iterable<Fact>): Solution {
  const asked = [...new Set(facts)];
  const places = new Map(asked.map((fact, index) => [fact, index]));
  const setters = findSetters(graph, new Set(asked));
  const isReached = new Set(graph.order);
  const rounds: Round[] = [];
  for (let first = 0; first < asked.length; first += factsAtOnce) {
    rounds.push(carry(graph, asked.slice(first, first + factsAtOnce), setters));
  }
  return {
    holding(fact, node) {
      const place = places.get(fact) ?? 0;
      const round = rounds[Math.floor(place / factsAtOnce)];
      const bit = 1 << (place % factsAtOnce);
      if (round === undefined || !isReached.has(node)) return undefined;
      if ((at(round.onEvery, node) & bit) !== 0) return 'always';
      return (at(round.onSome, node) & bit) !== 0 ? 'sometimes' : 'never';
    },
    isSetSomewhere: (fact) => [setters.always, setters.answered].some((by) => (by.get(fact)?.size ?? 0) > 0),
    wayWithout: (fact, node) => findWay(graph, fact, node, setters),
  };
}

/** The nodes behind which a fact holds, and those behind which it does if their API has answered. */
interface Setters {
  readonly always: ReadonlyMap<Fact, ReadonlySet<number>>;
  readonly answered: ReadonlyMap<Fact, ReadonlySet<number>>;
}

function findSetters({ nodes }: JointGraph, asked: ReadonlySet<Fact>): Setters {
  const always = new Map([...asked].map((fact) => [fact, new Set<number>()]));
  const answered = new Map([...asked].map((fact) => [fact, new Set<number>()]));
  const outside = new Map<FlowDocument, readonly Fact[]>();
  for (const [index, { node, document }] of nodes.entries()) {
    const facts = factsOf(node);
    const declared = outside.get(document) ?? declaredIn(document).filter((fact) => asked.has(fact));
    outside.set(document, declared);
    for (const fact of [...facts.always, ...declared]) always.get(fact)?.add(index);
    for (const fact of facts.answered) answered.get(fact)?.add(index);
  }
  return { always, answered };
}

function declaredIn({ flow }: FlowDocument): readonly Fact[] {
  return flow.variables.map(({ name }) => variable(name));
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
function carry({ nodes, entries, order }: JointGraph, facts: readonly Fact[], setters: Setters): Round {
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

function findWay({ nodes, entries }: JointGraph, fact: Fact, goal: number, setters: Setters): readonly Edge[] {
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
