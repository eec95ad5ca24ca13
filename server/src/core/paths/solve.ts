import { carry, type Holding } from '#core/paths/carry';
import { type Dominators, dominators } from '#core/paths/dominators';
import type { Fact } from '#core/paths/facts';
import { findWay } from '#core/paths/findWay';
import { type JointGraph, reachableFrom } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import { findSetters, type Setters } from '#core/paths/setters';

export interface Solution {
  /** Undefined for a node that no conversation comes to. */
  holding(fact: Fact, node: number): Holding | undefined;
  /** Whether any node sets it, wherever that leads. */
  isSetSomewhere(fact: Fact): boolean;
  /** The edges of a shortest way from an entry to a node on which the fact does not come to hold; its entry is where they begin. */
  wayWithout(fact: Fact, node: number): readonly Edge[];
}

/**
 * Tells where facts hold. Most are set at one place, and hold where every way has passed that: the graph is walked once for all of
 * them. The others are carried through it, many at once.
 */
export function solve(graph: JointGraph, facts: Iterable<Fact>): Solution {
  const asked = [...new Set(facts)];
  const setters = findSetters(graph, new Set(asked));
  const isReached = new Set(graph.order);
  const carried = carry(
    graph,
    asked.filter((fact) => countSetters(fact, setters) > 1),
    setters,
  );
  const passed = passage(graph, setters, isReached);
  return {
    holding(fact, node) {
      if (!isReached.has(node)) return undefined;
      return countSetters(fact, setters) > 1 ? carried(fact, node) : passed(fact, node);
    },
    isSetSomewhere: (fact) => countSetters(fact, setters) > 0,
    wayWithout: (fact, node) => findWay(graph, fact, node, setters),
  };
}

function countSetters(fact: Fact, { always, answered }: Setters): number {
  return (always.get(fact)?.size ?? 0) + (answered.get(fact)?.size ?? 0);
}

/** What holds at a node, for facts that one node sets at most. */
function passage(
  graph: JointGraph,
  { always, answered }: Setters,
  isReached: ReadonlySet<number>,
): (fact: Fact, node: number) => Holding {
  const { nodes } = graph;
  const passes = answerDominators(graph);
  const reachedBehind = new Map<Fact, readonly boolean[]>();
  return (fact, node) => {
    // What no conversation comes to sets nothing.
    const [setter] = [...(always.get(fact) ?? [])].filter((index) => isReached.has(index));
    const [calling] = [...(answered.get(fact) ?? [])].filter((index) => isReached.has(index));
    if (setter !== undefined && passes.isPassedBefore(setter, node)) return 'always';
    if (calling !== undefined && passes.isPassedBefore(nodes.length + calling, node)) return 'always';
    const behind = reachedBehind.get(fact) ?? reachableBehind(graph, setter, calling);
    reachedBehind.set(fact, behind);
    return behind[node] ? 'sometimes' : 'never';
  };
}

/** Each node has a second number, past all others: what is passed where its API has answered. */
function answerDominators({ nodes, entries }: JointGraph): Dominators {
  const root = 2 * nodes.length;
  return dominators(root + 1, root, (number) => {
    if (number === root) return entries;
    const node = number % nodes.length;
    const outgoing = nodes[node]?.outgoing ?? [];
    if (number >= nodes.length) return targets(outgoing.filter(isAnswered));
    const answer = outgoing.some(isAnswered) ? [nodes.length + node] : [];
    return [...targets(outgoing.filter((edge) => !isAnswered(edge))), ...answer];
  });
}

function isAnswered({ answer }: Edge): boolean {
  return answer === 'answered';
}

function targets(edges: readonly Edge[]): readonly number[] {
  return edges.map(({ to }) => to);
}

/** By number: whether a walk comes there from a node that sets a fact, whichever way it is left, or where its API may have answered. */
function reachableBehind(
  { nodes }: JointGraph,
  setter: number | undefined,
  calling: number | undefined,
): readonly boolean[] {
  const outgoing = (node: number | undefined) => (node === undefined ? [] : (nodes[node]?.outgoing ?? []));
  const answering = outgoing(calling).filter(({ answer }) => answer !== 'unanswered');
  return reachableFrom(targets([...outgoing(setter), ...answering]), nodes);
}
