import { areSameItems } from '#core/model/difference';
import { endpointNames } from '#core/model/project';
import { definition } from '#core/model/schema';
import { isKnownNodeType } from '#core/model/vocabulary';
import type { Holding } from '#core/paths/carry';
import { looksAtVariable } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';
import { type Edge, graphOf } from '#core/paths/localGraph';
import { type FlowOutline, type NodeOutline, outlineOf } from '#core/paths/outline';
import { type Solution, solve } from '#core/paths/solve';
import { uncertainNodes } from '#core/paths/uncertainNodes';
import { createWalks } from '#core/paths/walks';
import type { RuleContext } from '#core/rules/rule';
import { type Call, callingUnknown, callsOf } from '#core/rules/shared/calls';
import { hidesNames } from '#core/rules/shared/hides';
import { isFinished, wiringOf } from '#core/rules/shared/isFinished';
import { type KnownPrefixes, knownPrefixes, type Need } from '#core/rules/shared/needs';
import { findUses, type Uses } from '#core/rules/shared/uses';

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
  readonly graph: JointGraph;
  readonly flow: FlowOutline;
  readonly wiring: ReturnType<typeof wiringOf>;
  /** The endpoints that are called and those that can be, as JSON. */
  readonly endpoints: string;
  readonly hidesVariables: boolean;
}

/** What was found last, by the lineage of the document. */
const lastFound = new WeakMap<object, { readonly grounds: Grounds; readonly unset: readonly Unset[] }>();

/** What the nodes of a file read and do not have on every way to them: each place once, and the worst of it. */
export function findUnset(graph: JointGraph, context: RuleContext): readonly Unset[] {
  const { document, project } = context;
  const calls = callsOf(context);
  const grounds: Grounds = {
    graph,
    flow: outlineOf(document),
    wiring: wiringOf(document),
    endpoints: JSON.stringify([endpointNames(document, project), [...calls]]),
    hidesVariables: hidesNames(document, 'variables'),
  };
  const last = lastFound.get(document.lineage);
  if (last !== undefined && areSameItems(Object.values(last.grounds), Object.values(grounds))) return last.unset;
  const unset = find(grounds, calls, knownPrefixes(context));
  lastFound.set(document.lineage, { grounds, unset });
  return unset;
}

type Calls = ReadonlyMap<string, Call | undefined>;

/**
 * Ways that are spelled out in one check, each for the price of a walk through the whole graph: more than are ever shown, as findings
 * of one code are summed up from the hundredth on.
 */
const mostWays = 250;

function find(grounds: Grounds, calls: Calls, known: KnownPrefixes): readonly Unset[] {
  const { graph, flow } = grounds;
  const uses = findUses(flow, calls, known, grounds.endpoints);
  if (uses.facts.length === 0) return [];
  const solution = solve(graph, uses.facts);
  // A branch that leads nowhere yet may be meant for a way that sets it.
  const isUnfinished = once(() => hasUnfinished(grounds, calls));
  const isHiding = once(() => grounds.hidesVariables || flow.nodes.some(lacksVariable));
  let ways = 0;
  const unset = findLacking(uses, solution, grounds, calls).flatMap(({ need, index, holding }): readonly Unset[] => {
    const isSetOnSomeWay = holding === 'sometimes';
    if (!isSetOnSomeWay) {
      const isSet = solution.isSetSomewhere(need.fact);
      if (isSet ? isUnfinished() : need.kind === 'variable' && isHiding()) return [];
    }
    const way = isSetOnSomeWay && ways++ < mostWays ? solution.wayWithout(need.fact, index) : undefined;
    return [{ need, id: graph.nodes[index]?.node.id ?? '', index, isSetOnSomeWay, way }];
  });
  return onceForEachPlace(unset, graph, calls);
}

/** A need of a node that is not met on every way to it. */
interface Lacking {
  readonly need: Need;
  /** The node's number in the graph. */
  readonly index: number;
  readonly holding: Exclude<Holding, 'always'>;
}

function findLacking(uses: Uses, solution: Solution, { graph, flow }: Grounds, calls: Calls): readonly Lacking[] {
  const { nodes, factOf, facts, kinds } = uses;
  const first = graph.firstOf.get(flow.uri) ?? 0;
  const uncertain = uncertainNodes(graph);
  const mayHaveAnswered = behindUnknownEndpoints(graph, first, flow, calls);
  const holdingOf = facts.map(solution.holdingOf);
  const lacking: Lacking[] = [];
  for (let use = 0; use < nodes.length; use++) {
    const index = first + (nodes[use] ?? 0);
    const fact = factOf[use] ?? 0;
    if (uncertain[index] === 1 || (kinds[fact] === 'response' && mayHaveAnswered[index] === 1)) continue;
    const holding = holdingOf[fact]?.(index);
    if (holding === undefined || holding === 'always') continue;
    const need = uses.needAt(use);
    if (need !== undefined) lacking.push({ need, index, holding });
  }
  return lacking;
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
    (node, index) => !isFinished(index, wiring[index], calls.get(node.endpoint ?? '')?.endpoint, flow, indexOf),
  );
}

/** A node that must set a variable does not say which: that is a finding already. */
function lacksVariable({ sets, type }: NodeOutline): boolean {
  return !looksAtVariable(type) && (sets ?? '') === '' && mustNameVariable(type);
}

function mustNameVariable(type: string | undefined): boolean {
  return isKnownNodeType(type) && definition(type ?? '').required?.includes('variable') === true;
}

const walksBehindUnknown = createWalks();

/** By number: 1 where a node that calls an endpoint which is not set up came before. Which answer it was to bring, nobody can tell. */
function behindUnknownEndpoints(graph: JointGraph, first: number, { nodes }: FlowOutline, calls: Calls): Uint8Array {
  const calling = callingUnknown(nodes, calls).map((number) => first + number);
  const behind = calling.flatMap((number) => (graph.outgoing[number] ?? []).map(({ to }) => to));
  return walksBehindUnknown(graph, behind).isReached;
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
