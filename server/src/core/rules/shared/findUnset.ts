import { endpointNames } from '#core/model/project';
import { definition } from '#core/model/schema';
import { isKnownNodeType } from '#core/model/vocabulary';
import { looksAtVariable, variable } from '#core/paths/facts';
import { type JointGraph, reachableFrom } from '#core/paths/jointGraph';
import { type Edge, graphOf } from '#core/paths/localGraph';
import { type FlowOutline, type NodeOutline, outlineOf } from '#core/paths/outline';
import { solve } from '#core/paths/solve';
import type { RuleContext } from '#core/rules/rule';
import { type Call, callsOf } from '#core/rules/shared/calls';
import { isFinished, wiringOf } from '#core/rules/shared/isFinished';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { type KnownPrefixes, knownPrefixes, type Need, needsOf } from '#core/rules/shared/needs';

/** Something that a node reads and does not have on every way to it, without places. */
export interface Unset {
  readonly need: Need;
  /** The node's id, and its number in the graph. */
  readonly id: string;
  readonly index: number;
  /** True where some ways bring it. */
  readonly isSetOnSomeWay: boolean;
  /** One on which it does not come to hold, where others bring it; undefined where too many were spelled out already. */
  readonly way: readonly Edge[] | undefined;
}

/** What all that is found rests on: it need not be found again while this is the same. */
interface Grounds {
  readonly flow: FlowOutline;
  readonly wiring: ReturnType<typeof wiringOf>;
  /** The endpoints that are called and those that can be, as JSON. */
  readonly endpoints: string;
  readonly hidesVariables: boolean;
}

/** What was found last, by the graph and the URI of a flow in it. */
const lastFound = new WeakMap<
  JointGraph,
  Map<string, { readonly grounds: Grounds; readonly unset: readonly Unset[] }>
>();

/** What the nodes of a file read and do not have on every way to them: each place once, and the worst of it. */
export function findUnset(graph: JointGraph, context: RuleContext): readonly Unset[] {
  const { document, flow, project } = context;
  const calls = callsOf(context);
  const grounds: Grounds = {
    flow: outlineOf(document),
    wiring: wiringOf(document),
    endpoints: JSON.stringify([endpointNames(document, project), [...calls]]),
    hidesVariables: findMisspelling(document, flow.object, 'variables') !== undefined,
  };
  const ofGraph = lastFound.get(graph) ?? new Map();
  lastFound.set(graph, ofGraph);
  const last = ofGraph.get(document.uri);
  if (last !== undefined && isSameGround(last.grounds, grounds)) return last.unset;
  const unset = find(graph, grounds, calls, knownPrefixes(context));
  ofGraph.set(document.uri, { grounds, unset });
  return unset;
}

function isSameGround(one: Grounds, other: Grounds): boolean {
  return (
    one.flow === other.flow &&
    one.wiring === other.wiring &&
    one.endpoints === other.endpoints &&
    one.hidesVariables === other.hidesVariables
  );
}

type Calls = ReadonlyMap<string, Call | undefined>;

/**
 * Ways that are spelled out in one check, each for the price of a walk through the whole graph: more than are ever shown, as findings
 * of one code are summed up from the hundredth on.
 */
const mostWays = 250;

function find(graph: JointGraph, grounds: Grounds, calls: Calls, known: KnownPrefixes): readonly Unset[] {
  const uses = findUses(graph, grounds.flow, calls, known);
  if (uses.length === 0) return [];
  const solution = solve(
    graph,
    uses.map(({ need }) => need.fact),
  );
  // A branch that leads nowhere yet may be meant for a way that sets it.
  const isUnfinished = once(() => hasUnfinished(grounds, calls));
  const isHiding = once(() => grounds.hidesVariables || grounds.flow.nodes.some(lacksVariable));
  let ways = 0;
  const unset = uses.flatMap(({ need, node, index }): readonly Unset[] => {
    const holding = solution.holding(need.fact, index);
    if (holding === undefined || holding === 'always') return [];
    const isSetOnSomeWay = holding === 'sometimes';
    if (!isSetOnSomeWay) {
      const isSet = solution.isSetSomewhere(need.fact);
      if (isSet ? isUnfinished() : need.kind === 'variable' && isHiding()) return [];
    }
    const way = isSetOnSomeWay && ways++ < mostWays ? solution.wayWithout(need.fact, index) : undefined;
    return [{ need, id: node.id, index, isSetOnSomeWay, way }];
  });
  return onceForEachPlace(unset, graph, calls);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function hasUnfinished({ flow, wiring }: Grounds, calls: Calls): boolean {
  const { indexOf } = graphOf(flow);
  return flow.nodes.some(
    (node, index) => !isFinished(node, wiring[index], calls.get(node.endpoint ?? '')?.endpoint, flow, indexOf),
  );
}

/** A node that must set a variable does not say which: that is a finding already. */
function lacksVariable({ sets, type }: NodeOutline): boolean {
  return !looksAtVariable(type) && (sets ?? '') === '' && mustNameVariable(type);
}

function mustNameVariable(type: string | undefined): boolean {
  return isKnownNodeType(type) && definition(type ?? '').required?.includes('variable') === true;
}

interface Use {
  readonly need: Need;
  readonly node: NodeOutline;
  /** The node's number in the graph. */
  readonly index: number;
}

function findUses(graph: JointGraph, flow: FlowOutline, calls: Calls, known: KnownPrefixes): readonly Use[] {
  const declared = new Set(flow.variables.map(variable));
  const mayHaveAnswered = behindUnknownEndpoints(graph, flow, calls);
  const first = graph.firstOf.get(flow.uri) ?? 0;
  return flow.nodes.flatMap((node, place) => {
    const index = first + place;
    if (graph.isUncertain[index]) return [];
    const endpoint = node.isApi ? calls.get(node.endpoint ?? '')?.endpoint : undefined;
    const needs = needsOf(node, endpoint, known).filter(
      ({ fact, kind }) => !declared.has(fact) && !(kind === 'response' && mayHaveAnswered[index]),
    );
    return needs.map((need) => ({ need, node, index }));
  });
}

/** By number: whether a node that calls an endpoint which is not set up came before. Which answer it was to bring, nobody can tell. */
function behindUnknownEndpoints({ nodes }: JointGraph, own: FlowOutline, calls: Calls): readonly boolean[] {
  const calling = nodes.filter(
    ({ node, flow }) => flow === own && node.isApi && calls.get(node.endpoint ?? '') === undefined,
  );
  return reachableFrom(
    calling.flatMap(({ outgoing }) => outgoing.map(({ to }) => to)),
    nodes,
  );
}

/** A placeholder of an endpoint is one place, however many nodes call it. */
function onceForEachPlace(unset: readonly Unset[], { nodes }: JointGraph, calls: Calls): readonly Unset[] {
  const worst = new Map<string, Unset>();
  for (const found of unset) {
    const { need, index } = found;
    const name = nodes[index]?.node.endpoint ?? '';
    const identity =
      need.from === 'endpoint' && calls.get(name)?.isOwn === true
        ? `endpoint ${need.index} ${name}`
        : `${index} ${need.from} ${need.from === 'endpoint' ? need.written : need.index}`;
    const other = worst.get(identity);
    if (other === undefined || (other.isSetOnSomeWay && !found.isSetOnSomeWay)) worst.set(identity, found);
  }
  return [...worst.values()];
}
