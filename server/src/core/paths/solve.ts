import { carry, type Holding } from '#core/paths/carry';
import type { Fact } from '#core/paths/facts';
import { findWay } from '#core/paths/findWay';
import { type JointGraph, walksOf } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import { type PassedNodes, passedNodes } from '#core/paths/passedNodes';
import { findSetters, type Setters } from '#core/paths/setters';

export interface Solution {
  /** Undefined for a node that no conversation comes to. */
  holding(fact: Fact, node: number): Holding | undefined;
  /** The same for one fact that is asked about at many nodes. */
  holdingOf(fact: Fact): (node: number) => Holding | undefined;
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
  const setters = findSetters(graph, asked);
  const { isReached } = walksOf(graph);
  // Those that are always carried share their rounds with their like.
  const scattered = asked.filter((fact) => countSetters(fact, setters) > 1);
  const others = asked.filter((fact) => countSetters(fact, setters) <= 1);
  const carried = carry(graph, [...scattered, ...others], setters);
  const holdingOf = (fact: Fact) => {
    const isPassed = passage(fact, setters, passedNodes(graph));
    return (node: number): Holding | undefined => {
      if (isReached[node] !== 1) return undefined;
      return isPassed(node) ? 'always' : carried(fact, node);
    };
  };
  return {
    holding: (fact, node) => holdingOf(fact)(node),
    holdingOf,
    isSetSomewhere: (fact) => countSetters(fact, setters) > 0,
    wayWithout: (fact, node) => findWay(graph, fact, node, setters),
  };
}

function countSetters(fact: Fact, { always, answered }: Setters): number {
  return (always.get(fact)?.size ?? 0) + (answered.get(fact)?.size ?? 0);
}

/** Whether every way to a node has passed the one place where a fact is set. */
function passage(fact: Fact, setters: Setters, passed: PassedNodes): (node: number) => boolean {
  if (countSetters(fact, setters) !== 1) return () => false;
  const [setter] = setters.always.get(fact) ?? [];
  if (setter !== undefined) return (node) => passed.isPassedBefore(setter, node);
  const [calling] = setters.answered.get(fact) ?? [];
  return (node) => calling !== undefined && passed.isAnsweredBefore(calling, node);
}
