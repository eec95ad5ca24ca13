import type { ExplainContext } from '#core/explain/explainContext';
import { type Block, code, joined, paragraph } from '#core/explain/explanation';
import type { FlowNode } from '#core/model/flow';
import { isRead } from '#core/model/project';
import type { Fact } from '#core/paths/facts';
import { type JointGraph, jointGraph } from '#core/paths/jointGraph';
import { type Solution, solve } from '#core/paths/solve';

/**
 * Whether a fact holds on every way to some nodes, in a sentence about the worst of them: one on which it does not come to hold. Says
 * nothing where nobody can tell: while the workspace is read, where no conversation comes, behind nodes that may do anything.
 */
export function aboutWays(fact: Fact, nodes: readonly FlowNode[], context: ExplainContext): readonly Block[] {
  const { document, project } = context;
  if (!isRead(project)) return [];
  const graph = jointGraph(document, project);
  const first = graph.firstOf.get(document) ?? 0;
  const solution = solve(graph, [fact]);
  const numbers = [...document.flow.nodes.values()].flatMap((node, index) =>
    nodes.includes(node) ? [first + index] : [],
  );
  const held = numbers.flatMap((number) => {
    const holding = graph.isUncertain[number] ? undefined : solution.holding(fact, number);
    return holding === undefined ? [] : [{ number, holding }];
  });
  const worst = held.find(({ holding }) => holding === 'never') ?? held.find(({ holding }) => holding === 'sometimes');
  if (worst === undefined) return held.length === 0 ? [] : [paragraph('Set on every way to here')];
  if (worst.holding === 'never') return [paragraph('Set on no way to here')];
  return [paragraph('Not set on every way to here: ', ...spellOut(fact, worst.number, graph, solution))];
}

/** Of a longer way, its beginning and its end. */
const mostSteps = { first: 2, last: 4 };

function spellOut(fact: Fact, goal: number, { nodes }: JointGraph, solution: Solution) {
  const way = solution.wayWithout(fact, goal);
  const numbers = [way[0]?.from ?? goal, ...way.map(({ to }) => to)];
  const steps = numbers.map((number) => [code(nodes[number]?.node.id ?? '')]);
  if (steps.length <= mostSteps.first + mostSteps.last) return joined(steps, ' → ');
  return joined([...steps.slice(0, mostSteps.first), ['…'], ...steps.slice(-mostSteps.last)], ' → ');
}
