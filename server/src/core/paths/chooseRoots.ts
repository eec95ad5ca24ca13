import { remember } from '#core/model/remember';
import { createDigraph } from '#core/paths/compactWays';
import { type Fact, factsOf, toFact, values, variable } from '#core/paths/facts';
import { graphOf, type LocalGraph } from '#core/paths/localGraph';
import type { FlowOutline, NodeOutline } from '#core/paths/outline';
import { stronglyConnected } from '#core/paths/stronglyConnected';
import { createWalks } from '#core/paths/walks';

/**
 * The flows in which conversations begin: those that no other flow leads to. Of flows that only lead to each other in a circle, as a
 * menu and its parts do, it is whichever can stand by itself: the one that from its start on reads the fewest variables it does not
 * set.
 *
 * @param named the flows of a name
 */
export function chooseRoots<Graph extends LocalGraph>(
  graphs: readonly Graph[],
  named: (name: string) => readonly Graph[],
): ReadonlySet<Graph> {
  const numberOf = new Map(graphs.map((graph, index) => [graph, index]));
  const successors = graphs.map(({ exits }) =>
    [...new Set(exits.flatMap(({ flow }) => named(flow)))].flatMap((graph) => numberOf.get(graph) ?? []),
  );
  const circleOf = stronglyConnected(createDigraph(graphs.length, (index) => successors[index] ?? []));
  const isLedTo = new Set(
    successors.flatMap((all, from) =>
      all.flatMap((to) => (circleOf[to] === circleOf[from] ? [] : (circleOf[to] ?? []))),
    ),
  );
  const circles = new Map<number, Graph[]>();
  for (const [index, graph] of graphs.entries()) {
    const circle = circleOf[index] ?? 0;
    if (!isLedTo.has(circle)) circles.set(circle, [...(circles.get(circle) ?? []), graph]);
  }
  return new Set([...circles.values()].flatMap(mostIndependent));
}

function mostIndependent<Graph extends LocalGraph>(circle: readonly Graph[]): readonly Graph[] {
  if (circle.length === 1) return circle;
  const lacking = circle.map(({ flow }) => countLacking(flow));
  const least = Math.min(...lacking);
  return circle.filter((_, index) => lacking[index] === least);
}

/** How many facts a flow reads and does not bring. Counted once for an outline: roots are chosen anew whenever another flow changes. */
const countLacking = remember((flow: FlowOutline): number => {
  const nodes = walkedFromStart(graphOf(flow));
  const has = new Set([...nodes.flatMap(broughtBy), ...flow.variables.map(variable)]);
  const read = nodes.flatMap(({ reads }) => reads.flatMap((name) => toFact(name) ?? []));
  return new Set(read.filter((fact) => !has.has(fact))).size;
});

/** Also what only an answer brings, and the text of a chosen option: `[[size:value]]`. */
function broughtBy(node: NodeOutline): readonly Fact[] {
  const { always, answered } = factsOf(node);
  const named = node.sets ?? node.looksAt;
  return [...always, ...answered, ...(named === undefined ? [] : [values(named)])];
}

/** Without the nodes that only other flows lead to: what those read, the others may have set. All where the start is not known. */
function walkedFromStart(graph: LocalGraph): readonly NodeOutline[] {
  const { nodes, start } = graph;
  if (start === undefined) return nodes;
  const { isReached } = walksFromStart(graph, [start]);
  return nodes.filter((_, index) => isReached[index] === 1);
}

const walksFromStart = createWalks();
