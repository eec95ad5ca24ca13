import { remember } from '#core/model/remember';
import { carry, type Holding } from '#core/paths/carry';
import { type Dominators, dominators } from '#core/paths/dominators';
import type { Fact } from '#core/paths/facts';
import { findWay } from '#core/paths/findWay';
import type { JointGraph } from '#core/paths/jointGraph';
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
 * them. Where that does not settle it they are carried through the graph, many at once.
 */
export function solve(graph: JointGraph, facts: Iterable<Fact>): Solution {
  const asked = [...new Set(facts)];
  const setters = findSetters(graph, new Set(asked));
  const walks = walksOf(graph);
  const isPassed = passage(graph, setters, walks);
  // Those that are always carried share their rounds with their like.
  const scattered = asked.filter((fact) => countSetters(fact, setters) > 1);
  const others = asked.filter((fact) => countSetters(fact, setters) <= 1);
  const carried = carry(graph, [...scattered, ...others], setters);
  return {
    holding(fact, node) {
      if (!walks.reached.has(node)) return undefined;
      return isPassed(fact, node) ? 'always' : carried(fact, node);
    },
    isSetSomewhere: (fact) => countSetters(fact, setters) > 0,
    wayWithout: (fact, node) => findWay(graph, fact, node, setters),
  };
}

/** What all walks from the entries have in common. */
interface Walks {
  readonly reached: ReadonlySet<number>;
  readonly dominators: Dominators;
}

/** Made once for a graph: several flows may share it. */
const walksOf = remember(
  (graph: JointGraph): Walks => ({ reached: new Set(graph.order), dominators: answerDominators(graph) }),
);

function countSetters(fact: Fact, { always, answered }: Setters): number {
  return (always.get(fact)?.size ?? 0) + (answered.get(fact)?.size ?? 0);
}

/** Whether every way to a node has passed the one place where a fact is set. */
function passage(
  graph: JointGraph,
  setters: Setters,
  { dominators: passes }: Walks,
): (fact: Fact, node: number) => boolean {
  return (fact, node) => {
    if (countSetters(fact, setters) !== 1) return false;
    const [setter] = setters.always.get(fact) ?? [];
    if (setter !== undefined) return passes.isPassedBefore(setter, node);
    const [calling] = setters.answered.get(fact) ?? [];
    return calling !== undefined && passes.isPassedBefore(graph.nodes.length + calling, node);
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
