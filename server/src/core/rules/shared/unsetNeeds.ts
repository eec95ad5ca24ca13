import type { FlowNode } from '#core/model/flow';
import { quote } from '#core/model/quote';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { Related, RuleContext } from '#core/rules/rule';
import { conversations } from '#core/rules/shared/conversations';
import { findUnset, type Unset } from '#core/rules/shared/findUnset';
import { type Need, type NeedPlace, placeNeed } from '#core/rules/shared/needs';
import { placeNode } from '#core/rules/shared/placeNode';
import { toStep } from '#core/rules/shared/toStep';
import type { Span } from '#core/syntax/span';

/** What a node reads and does not have on every way to it. */
export interface UnsetNeed {
  readonly need: Need;
  readonly place: NeedPlace;
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
  const made = byContext.get(context) ?? placeAll(context);
  byContext.set(context, made);
  return made;
}

function placeAll(context: RuleContext): readonly UnsetNeed[] {
  const graph = conversations(context);
  return graph === undefined
    ? []
    : findUnset(graph, context).flatMap((unset) => placeUnset(unset, graph, context) ?? []);
}

function placeUnset(
  { need, id, index, isSetOnSomeWay, way }: Unset,
  graph: JointGraph,
  context: RuleContext,
): UnsetNeed | undefined {
  const node = context.flow.nodes.get(id);
  const place = node && placeNeed(need, node, context);
  if (node === undefined || place === undefined) return undefined;
  const related = [...aside(need, place, node, context), ...(way ? spellOut(way, index, graph, context) : [])];
  return { need, place, node, isSetOnSomeWay, span: spanOf(place, node, context), related };
}

/** Where a placeholder of another file concerns this one. */
function spanOf({ document, span }: NeedPlace, { endpoint, property }: FlowNode, context: RuleContext): Span {
  return document === context.document ? span : (endpoint ?? property.key);
}

/** What an endpoint reads concerns the node that calls it. */
function aside(
  { from, written }: Need,
  { document, span }: NeedPlace,
  node: FlowNode,
  context: RuleContext,
): readonly Related[] {
  if (from !== 'endpoint') return [];
  if (document !== context.document) return [{ document, span, message: `The endpoint reads ${quote(written)}` }];
  return [{ document, span: node.property.key, message: `${quote(node.id)} calls the endpoint` }];
}

/** Of a longer way, this many steps at its beginning and at its end are told. */
const mostSteps = { first: 5, last: 15 };

function spellOut(way: readonly Edge[], goal: number, graph: JointGraph, context: RuleContext): readonly Related[] {
  const first = graph.nodes[way[0]?.from ?? goal];
  const beginning = first && placeNode(first, context);
  if (beginning === undefined) return [];
  const { document, node } = beginning;
  const start = { document, span: node.property.key, message: `A conversation begins at ${quote(node.id)}` };
  const isLong = 1 + way.length > mostSteps.first + mostSteps.last;
  const told = isLong ? [...way.slice(0, mostSteps.first - 1), ...way.slice(-mostSteps.last)] : way;
  return [start, ...told.flatMap((edge) => toStep(edge, graph, context) ?? [])];
}
