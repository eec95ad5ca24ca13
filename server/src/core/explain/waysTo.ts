import { type Block, type Content, code, joined, paragraph } from '#core/explain/explanation';
import type { FlowDocument, PlacedNode } from '#core/model/document';
import { isRead, type Project } from '#core/model/project';
import type { Holding } from '#core/paths/carry';
import type { Fact } from '#core/paths/facts';
import { groupBy } from '#core/paths/groupBy';
import { type JointGraph, jointGraph, numberOf } from '#core/paths/jointGraph';
import { type Solution, solve } from '#core/paths/solve';
import { uncertainNodes } from '#core/paths/uncertainNodes';

/** How many files are walked: an endpoint may have callers in thousands. */
const mostFiles = 5;

/**
 * Whether a fact holds on every way to some nodes, in a sentence about the worst of them: one on which it does not come to hold. Says
 * nothing where nobody can tell: while the workspace is read, where no conversation comes, behind nodes that may do anything.
 *
 * @param here how the nodes are called where they are all meant: `here`, `the nodes that call it`
 */
export function aboutWays(
  fact: Fact,
  nodes: readonly PlacedNode[],
  here: string,
  project: Project | undefined,
): readonly Block[] {
  if (!isRead(project)) return [];
  const byDocument = [...groupBy(nodes, ({ document }) => document)].slice(0, mostFiles);
  const held = byDocument.flatMap(([document, inside]) => findHeld(fact, document, inside, project));
  const worst = held.find(({ holding }) => holding === 'never') ?? held.find(({ holding }) => holding === 'sometimes');
  if (worst === undefined) return held.length === 0 ? [] : [paragraph(`Set on every way to ${here}`)];
  const there: Content = nodes.length === 1 ? [here] : [code(worst.graph.nodes[worst.number]?.node.id ?? '')];
  if (worst.holding === 'never') return [paragraph('Set on no way to ', ...there)];
  return [paragraph('Not set on every way to ', ...there, ': ', ...spellOut(fact, worst))];
}

/** What holds at a node, with all that tells why. */
interface Held {
  /** The node's number in the graph. */
  readonly number: number;
  readonly holding: Holding;
  readonly graph: JointGraph;
  readonly solution: Solution;
}

function findHeld(fact: Fact, document: FlowDocument, nodes: readonly PlacedNode[], project: Project): readonly Held[] {
  const graph = jointGraph(document, project);
  const solution = solve(graph, [fact]);
  const uncertain = uncertainNodes(graph);
  return nodes.flatMap(({ node }) => {
    const number = numberOf(node.id, document, graph);
    if (number === undefined || uncertain[number] === 1) return [];
    const holding = solution.holding(fact, number);
    return holding === undefined ? [] : [{ number, holding, graph, solution }];
  });
}

/** Of a longer way, its beginning and its end. */
const mostSteps = { first: 2, last: 4 };

function spellOut(fact: Fact, { number: goal, graph: { nodes }, solution }: Held): Content {
  const way = solution.wayWithout(fact, goal);
  const numbers = [way[0]?.from ?? goal, ...way.map(({ to }) => to)];
  const steps = numbers.map((number) => [code(nodes[number]?.node.id ?? '')]);
  if (steps.length <= mostSteps.first + mostSteps.last) return joined(steps, ' → ');
  return joined([...steps.slice(0, mostSteps.first), ['…'], ...steps.slice(-mostSteps.last)], ' → ');
}
