import { remember } from '#core/model/remember';
import { isKnownNodeType } from '#core/model/vocabulary';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { NodeOutline } from '#core/paths/outline';
import { stronglyConnected } from '#core/paths/stronglyConnected';
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
    for (const circle of circles) {
      const first = firstCall(graph, circle);
      if (first === undefined || graph.isUncertain[first]) continue;
      if (graph.nodes[first]?.flow.uri === context.document.uri)
        reportAll(graph, circle, first, counters, context, report);
    }
  },
};

interface Loops {
  /** Those that call an API. */
  readonly circles: readonly ReadonlySet<number>[];
  readonly counters: ReadonlySet<number>;
}

/** Flows that lead to one another share a graph, and what is found in it. */
const loopsOf = remember((graph: JointGraph): Loops => {
  const counters = findCounters(graph);
  return { circles: circlesWithCalls(graph, counters), counters };
});

function reportAll(
  graph: JointGraph,
  circle: ReadonlySet<number>,
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
function findCounters(graph: JointGraph): ReadonlySet<number> {
  const { nodes } = graph;
  const counting = circlesOf(graph, new Set()).flatMap((circle) =>
    [...circle].filter((index) => isCounter(nodes[index]?.node) && leaves(nodes, index, circle)),
  );
  return new Set(counting);
}

/** Inside of a circle that is counted there may be a smaller one that passes no counter: that one is the fault. */
function circlesWithCalls(graph: JointGraph, counters: ReadonlySet<number>): readonly ReadonlySet<number>[] {
  const hasCall = (circle: ReadonlySet<number>) => firstCall(graph, circle) !== undefined;
  const uncounted = circlesOf(graph, counters).filter(hasCall);
  const inUncounted = new Set(uncounted.flatMap((circle) => [...circle]));
  const others = circlesOf(graph, new Set()).filter((circle) => ![...circle].some((index) => inUncounted.has(index)));
  return [...uncounted, ...others.filter(hasCall)];
}

/** The sets of nodes that lead to one another without waiting for the customer, where conversations come. */
function circlesOf({ nodes, order }: JointGraph, without: ReadonlySet<number>): readonly ReadonlySet<number>[] {
  const isReached = new Set(order);
  const goesOn = nodes.map(({ node }, index) => isReached.has(index) && !without.has(index) && !waits(node));
  const onward = nodes.map(({ outgoing }, index) =>
    goesOn[index] ? outgoing.flatMap(({ to }) => (goesOn[to] ? [to] : [])) : [],
  );
  const componentOf = stronglyConnected(nodes.length, (index) => onward[index] ?? []);
  const circles = new Map<number, Set<number>>();
  for (const [index, component] of componentOf.entries()) {
    const isInCircle = onward[index]?.some((to) => componentOf[to] === component);
    if (isInCircle) circles.set(component, (circles.get(component) ?? new Set()).add(index));
  }
  return [...circles.values()];
}

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
function firstCall({ nodes }: JointGraph, circle: ReadonlySet<number>): number | undefined {
  let first: number | undefined;
  const uriOf = (index: number | undefined): string => nodes[index ?? -1]?.flow.uri ?? '';
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

function leaves(nodes: JointGraph['nodes'], index: number, circle: ReadonlySet<number>): boolean {
  return nodes[index]?.outgoing.some(({ to }) => !circle.has(to)) ?? false;
}

/** A shortest way around, from the node back to itself. */
function wayAround({ nodes }: JointGraph, circle: ReadonlySet<number>, first: number): readonly Edge[] {
  const cameBy = new Map<number, Edge>();
  const open = [first];
  // What is added while the list is walked is walked too: the nearest nodes first.
  for (const index of open) {
    for (const edge of nodes[index]?.outgoing ?? []) {
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
