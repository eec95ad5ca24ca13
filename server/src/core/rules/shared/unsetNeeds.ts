import { type FlowNode, isApiNode } from '#core/model/flow';
import { definition } from '#core/model/schema';
import { isKnownNodeType } from '#core/model/vocabulary';
import { readsItsVariable, variable } from '#core/paths/facts';
import { type JointGraph, reachableFrom } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import { solve } from '#core/paths/solve';
import { quote, type Related, type RuleContext } from '#core/rules/rule';
import { conversations } from '#core/rules/shared/conversations';
import { isFinished } from '#core/rules/shared/isFinished';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { knownPrefixes, type Need, needsOf } from '#core/rules/shared/needs';
import { toStep } from '#core/rules/shared/toStep';
import type { Span } from '#core/syntax/span';

/** What a node reads and does not have on every way to it. */
export interface UnsetNeed {
  readonly need: Need;
  readonly node: FlowNode;
  /** True where some ways bring it. */
  readonly isSetOnSomeWay: boolean;
  /** The placeholder, or the name of the endpoint where that stands in another file. */
  readonly span: Span;
  /** Where else to look: at the endpoint, and along one way on which it does not come to hold, where other ways bring it. */
  readonly related: readonly Related[];
}

/** Two rules ask the same of one check. */
const byContext = new WeakMap<RuleContext, readonly UnsetNeed[]>();

/**
 * Walks the flow, and those that lead to it, from where conversations begin. Silent where that can't be told: without a project or
 * while it is being read, in nodes that no walk reaches, and behind nodes that may do anything.
 */
export function unsetNeeds(context: RuleContext): readonly UnsetNeed[] {
  const made = byContext.get(context) ?? findUnsetNeeds(context);
  byContext.set(context, made);
  return made;
}

function findUnsetNeeds(context: RuleContext): readonly UnsetNeed[] {
  const graph = conversations(context);
  const uses = graph === undefined ? [] : findUses(context, graph);
  if (graph === undefined || uses.length === 0) return [];
  const solution = solve(
    graph,
    uses.map(({ need }) => need.fact),
  );
  // A branch that leads nowhere yet may be meant for a way that sets it.
  const isUnfinished = [...context.flow.nodes.values()].some((node) => !isFinished(node, context));
  const isHiding = hidesVariables(context);
  let ways = 0;
  const unset = uses.flatMap(({ need, node, index }): readonly UnsetNeed[] => {
    const holding = solution.holding(need.fact, index);
    if (holding === undefined || holding === 'always') return [];
    const mayBeMeant = solution.isSetSomewhere(need.fact) ? isUnfinished : need.kind === 'variable' && isHiding;
    if (holding === 'never' && mayBeMeant) return [];
    const isSetOnSomeWay = holding === 'sometimes';
    const isTold = isSetOnSomeWay && ways++ < mostWays;
    const way = isTold ? spellOut(solution.wayWithout(need.fact, index), index, graph) : [];
    const span = spanOf(need, node, context);
    return [{ need, node, isSetOnSomeWay, span, related: [...aside(need, node, context), ...way] }];
  });
  return onceForEachPlace(unset);
}

/** Whether a key that names variables is misspelt, or a node that must set one does not say which: that is a finding already. */
function hidesVariables({ document, flow }: RuleContext): boolean {
  if (findMisspelling(document, flow.object, 'variables') !== undefined) return true;
  return [...flow.nodes.values()].some(
    (node) => !readsItsVariable(node) && (node.variable?.value ?? '') === '' && mustNameVariable(node),
  );
}

function mustNameVariable({ type }: FlowNode): boolean {
  return isKnownNodeType(type?.value) && definition(type?.value ?? '').required?.includes('variable') === true;
}

interface Use {
  readonly need: Need;
  readonly node: FlowNode;
  /** The node's number in the graph. */
  readonly index: number;
}

function findUses(context: RuleContext, graph: JointGraph): readonly Use[] {
  const { flow } = context;
  const declared = new Set(flow.variables.map(({ name }) => variable(name)));
  const known = knownPrefixes(context);
  const mayHaveAnswered = behindUnknownEndpoints(context, graph);
  const first = graph.firstOf.get(context.document) ?? 0;
  return [...flow.nodes.values()].flatMap((node, place) => {
    const index = first + place;
    if (graph.isUncertain[index]) return [];
    const needs = needsOf(node, context, known).filter(
      ({ fact, kind }) => !declared.has(fact) && !(kind === 'response' && mayHaveAnswered[index]),
    );
    return needs.map((need) => ({ need, node, index }));
  });
}

/** By number: whether a node that calls an endpoint which is not set up came before. Which answer it was to bring, nobody can tell. */
function behindUnknownEndpoints(context: RuleContext, { nodes }: JointGraph): readonly boolean[] {
  const calling = nodes.filter(
    ({ node, document }) => document === context.document && isApiNode(node) && context.endpointOf(node) === undefined,
  );
  return reachableFrom(
    calling.flatMap(({ outgoing }) => outgoing.map(({ to }) => to)),
    nodes,
  );
}

/** Where a placeholder of another file concerns this one. */
function spanOf({ document, span }: Need, { endpoint, property }: FlowNode, context: RuleContext): Span {
  return document === context.document ? span : (endpoint ?? property.key);
}

/** What an endpoint reads concerns the node that calls it. */
function aside(
  { isEndpoints, document, span, written }: Need,
  node: FlowNode,
  context: RuleContext,
): readonly Related[] {
  if (!isEndpoints) return [];
  if (document !== context.document) return [{ document, span, message: `The endpoint reads ${quote(written)}` }];
  return [{ document, span: node.property.key, message: `${quote(node.id)} calls the endpoint` }];
}

/** A placeholder of an endpoint is one place, however many nodes call it. The worst is told. */
function onceForEachPlace(unset: readonly UnsetNeed[]): readonly UnsetNeed[] {
  const worst = new Map<string, UnsetNeed>();
  for (const found of unset) {
    const identity = `${found.span.offset} ${found.need.written}`;
    const other = worst.get(identity);
    if (other === undefined || (other.isSetOnSomeWay && !found.isSetOnSomeWay)) worst.set(identity, found);
  }
  return [...worst.values()];
}

/**
 * Ways that are spelled out in one check, each for the price of a walk through the whole graph: more than are ever shown, as findings
 * of one code are summed up from the hundredth on.
 */
const mostWays = 250;

/** Of a longer way, this many steps at its beginning and at its end are told. */
const mostSteps = { first: 5, last: 15 };

function spellOut(way: readonly Edge[], goal: number, { nodes }: JointGraph): readonly Related[] {
  const beginning = nodes[way[0]?.from ?? goal];
  if (beginning === undefined) return [];
  const { document, node } = beginning;
  const start = { document, span: node.property.key, message: `A conversation begins at ${quote(node.id)}` };
  const isLong = 1 + way.length > mostSteps.first + mostSteps.last;
  const told = isLong ? [...way.slice(0, mostSteps.first - 1), ...way.slice(-mostSteps.last)] : way;
  return [start, ...told.flatMap((edge) => toStep(edge, nodes) ?? [])];
}
