import { remember } from '#core/model/remember';
import { isKnownNodeType } from '#core/model/vocabulary';
import { type Circle, createCircles } from '#core/paths/circles';
import { type GraphNode, type JointGraph, walksOf } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { NodeOutline } from '#core/paths/outline';
import { uncertainNodes } from '#core/paths/uncertainNodes';
import { quote, type Reporter, type Rule, type RuleContext } from '#core/rules/rule';
import { conversations } from '#core/rules/shared/conversations';
import { toStep } from '#core/rules/shared/toStep';

export const apiLoop: Rule = {
  code: 'api-loop',
  title: 'Between two calls in a circle, the flow waits for the customer',
  severity: 'warning',
  basis: 'T',
  explanation:
    'An API Integration node leads back to itself, and nowhere on that way does the flow wait for the customer: while the API keeps answering the same, it is called again ' +
    'and again, as fast as it answers. Let the way pass an input, a menu, a list or a callback. Where a `calculate` or a `switch-case` can leave the circle, ' +
    'it may count its rounds, and this is information.',
  example: {
    wrong: `{
  "name": "order-status",
  "start": "get-order",
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "end" },
      "responses": { "other": "sorry", "error": "sorry", "timeout": "get-order", "max-connection": "sorry" }
    },
    "sorry": { "type": "text-display", "text": "Please try again later", "next": "end" },
    "end": { "type": "end" }
  }
}`,
    right: `{
  "name": "order-status",
  "start": "get-order",
  "nodes": {
    "get-order": {
      "type": "api-integration",
      "endpoint": "orders",
      "results": { "200": "end" },
      "responses": { "other": "sorry", "error": "sorry", "timeout": "again", "max-connection": "sorry" }
    },
    "again": { "type": "menu", "text": "That took too long", "results": { "Try again": "get-order", "Leave": "end" } },
    "sorry": { "type": "text-display", "text": "Please try again later", "next": "end" },
    "end": { "type": "end" }
  }
}`,
  },
  fixable: false,
  checkFile(context, report) {
    const graph = conversations(context);
    if (graph === undefined) return;
    const { circles, counters } = loopsOf(graph);
    const uncertain = uncertainNodes(graph);
    for (const circle of circles) {
      const first = firstCall(graph, circle);
      if (first === undefined || uncertain[first] === 1) continue;
      if (graph.nodes[first]?.uri === context.document.uri) reportAll(graph, circle, first, counters, context, report);
    }
  },
};

interface Loops {
  /** Those that call an API. */
  readonly circles: readonly Circle[];
  readonly counters: ReadonlySet<number>;
}

/** Flows that lead to one another share a graph, and what is found in it. */
const loopsOf = remember((graph: JointGraph): Loops => {
  const goesOn = goingOn(graph);
  const counters = findCounters(graph, goesOn);
  return { circles: circlesWithCalls(graph, goesOn, counters), counters };
});

function reportAll(
  graph: JointGraph,
  circle: Circle,
  first: number,
  counters: ReadonlySet<number>,
  context: RuleContext,
  report: Reporter,
): void {
  const { nodes } = graph;
  const node = context.flow.nodes.get(nodes[first]?.node.id ?? '');
  if (node === undefined) return;
  const counting = [...circle].find((index) => counters.has(index));
  const exit = counting === undefined ? undefined : nodes[counting]?.node.id;
  report({
    span: node.property.key,
    message: `${quote(node.id)} leads back to itself and never waits for the customer on the way${
      exit === undefined ? ', so the API is called as fast as it answers' : `; only ${quote(exit)} ends it`
    }`,
    ...(exit === undefined ? {} : { severity: 'information' }),
    related: wayAround(graph, circle, first).flatMap((edge) => toStep(edge, graph, context) ?? []),
  });
}

/** The nodes that may count the rounds of a circle, as they can leave it. */
function findCounters(graph: JointGraph, goesOn: Uint8Array): ReadonlySet<number> {
  const { nodes } = graph;
  const counting = allCircles(graph, goesOn).flatMap((circle) =>
    [...circle].filter((index) => isCounter(nodes[index]?.node) && leaves(graph, index, circle)),
  );
  return new Set(counting);
}

/** Inside of a circle that is counted there may be a smaller one that passes no counter: that one is the fault. */
function circlesWithCalls(graph: JointGraph, goesOn: Uint8Array, counters: ReadonlySet<number>): readonly Circle[] {
  const hasCall = (circle: Circle) => firstCall(graph, circle) !== undefined;
  const uncounted = uncountedCircles(graph, without(goesOn, counters)).filter(hasCall);
  const inUncounted = new Set(uncounted.flatMap((circle) => [...circle]));
  const others = allCircles(graph, goesOn).filter((circle) => ![...circle].some((index) => inUncounted.has(index)));
  return [...uncounted, ...others.filter(hasCall)];
}

const allCircles = createCircles();
const uncountedCircles = createCircles();

/** By number: 1 for nodes that conversations come to and that do not wait for the customer. */
function goingOn(graph: JointGraph): Uint8Array {
  return without(walksOf(graph).isReached, waitingNodes(graph.nodes));
}

function without(isIn: Uint8Array, numbers: ReadonlySet<number>): Uint8Array {
  if (numbers.size === 0) return isIn;
  const left = isIn.slice();
  for (const number of numbers) left[number] = 0;
  return left;
}

const waitingNodes = remember(
  (nodes: readonly GraphNode[]): ReadonlySet<number> =>
    new Set(nodes.flatMap(({ node }, number) => (waits(node) ? [number] : []))),
);

const waitingTypes = new Set([
  'request-input',
  'menu',
  'multiple-choice-input',
  'dynamic-list',
  'wait-for-callback',
  'chat-desk',
]);

/** What a node of an unknown type does, nobody knows: it may wait. */
function waits({ type }: NodeOutline): boolean {
  return !isKnownNodeType(type) || waitingTypes.has(type ?? '');
}

/** A circle through several files is told in the first of them. */
function firstCall({ nodes }: JointGraph, circle: Circle): number | undefined {
  let first: number | undefined;
  const uriOf = (index: number | undefined): string => nodes[index ?? -1]?.uri ?? '';
  for (const index of circle) {
    const node = nodes[index]?.node;
    if (node?.isApi !== true) continue;
    if (first === undefined || uriOf(index) < uriOf(first)) first = index;
  }
  return first;
}

function isCounter(node: NodeOutline | undefined): boolean {
  return node?.type === 'calculate' || node?.type === 'switch-case';
}

function leaves({ outgoing }: JointGraph, index: number, circle: Circle): boolean {
  return outgoing[index]?.some(({ to }) => !circle.has(to)) ?? false;
}

/** A shortest way around, from the node back to itself. */
function wayAround({ outgoing }: JointGraph, circle: Circle, first: number): readonly Edge[] {
  const cameBy = new Map<number, Edge>();
  const open = [first];
  // What is added while the list is walked is walked too: the nearest nodes first.
  for (const index of open) {
    for (const edge of outgoing[index] ?? []) {
      if (!circle.has(edge.to) || cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      open.push(edge.to);
    }
    if (cameBy.has(first)) break;
  }
  const way: Edge[] = [];
  for (
    let edge = cameBy.get(first);
    edge !== undefined;
    edge = edge.from === first ? undefined : cameBy.get(edge.from)
  ) {
    way.push(edge);
  }
  return way.reverse();
}
