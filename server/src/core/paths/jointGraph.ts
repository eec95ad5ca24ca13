import { compareText } from '#core/model/compareText';
import { changedPlaces } from '#core/model/difference';
import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { remember } from '#core/model/remember';
import { chooseRoots } from '#core/paths/chooseRoots';
import { upstream } from '#core/paths/findFlowBefore';
import { flowCircles } from '#core/paths/flowCircles';
import { groupBy } from '#core/paths/groupBy';
import { type Edge, graphOf, type LocalGraph, type Outgoing } from '#core/paths/localGraph';
import { type FlowOutline, type NodeOutline, outlineOf, outlinesOf } from '#core/paths/outline';
import { createWalks, type Walks } from '#core/paths/walks';

/** A node among those of all flows that matter together. */
export interface GraphNode {
  readonly node: NodeOutline;
  /** Of its flow. */
  readonly uri: string;
}

/** A flow's own graph, with the number that its first node has in the whole. */
export interface PlacedGraph extends LocalGraph {
  readonly first: number;
}

/**
 * A flow and all flows that lead to it, directly or through others, as one graph: in the order of their URIs. It is the same one for
 * as long as what is typed concerns no way through them.
 */
export interface JointGraph {
  /** One for graphs that came from one another by edits, and in which the same nodes have the same numbers. */
  readonly lineage: object;
  readonly flows: readonly PlacedGraph[];
  /** The same list for as long as all that is typed is where nodes lead. */
  readonly nodes: readonly GraphNode[];
  /** By number. */
  readonly outgoing: Outgoing;
  /** The number of a flow's first node, by the flow's URI; its others follow. */
  readonly firstOf: ReadonlyMap<string, number>;
  /** Where conversations begin: at the start of each root, and at nodes that the platform enters by itself. */
  readonly entries: readonly number[];
}

/** The number of a node by its id; undefined where the flow is not part of the graph, or has no such node. */
export function numberOf(id: string, document: FlowDocument, { firstOf }: JointGraph): number | undefined {
  const [first, index] = [firstOf.get(document.uri), graphOf(outlineOf(document)).indexOf.get(id)];
  return first === undefined || index === undefined ? undefined : first + index;
}

const walksFromEntries = createWalks();

/** All walks that conversations take through a graph. */
export function walksOf(graph: JointGraph): Walks {
  return walksFromEntries(graph, graph.entries);
}

/** The graphs that are made already, by circle, for as long as no outline changes. */
const byOutlines = new WeakMap<
  readonly FlowOutline[],
  { readonly circles: Circles; readonly made: Map<number, JointGraph> }
>();
type Circles = ReadonlyMap<FlowOutline, number>;

/** The graph that a flow had last, by the lineage of its document. */
const latest = new WeakMap<object, JointGraph>();

/**
 * The graph of a flow with all that lead to it. Flows that lead to one another have it together: it is made once for them, and after an
 * edit out of the one before.
 */
export function jointGraph(document: FlowDocument, project: Pick<Project, 'flows'>): JointGraph {
  const flows = project.flows();
  const outlines = outlinesOf(flows);
  const { circles, made } = byOutlines.get(outlines) ?? {
    circles: flowCircles(outlines),
    made: new Map<number, JointGraph>(),
  };
  byOutlines.set(outlines, { circles, made });
  const circle = circles.get(outlineOf(document));
  const known = circle === undefined ? undefined : made.get(circle);
  const graph = known ?? join([...upstream(document, flows)].map(outlineOf), latest.get(document.lineage));
  if (circle !== undefined) made.set(circle, graph);
  latest.set(document.lineage, graph);
  return graph;
}

/** Linear in the size of the flows. Sorted, as flows may be known in any order. */
function join(outlines: readonly FlowOutline[], last: JointGraph | undefined): JointGraph {
  const flows = place([...outlines].sort((a, b) => compareText(a.uri, b.uri)).map(graphOf));
  const byName = groupBy(flows, ({ flow }) => flow.name);
  const before = last !== undefined && hasSameFrame(last.flows, flows) ? last : undefined;
  return {
    lineage: before?.lineage ?? {},
    flows,
    nodes: joinNodes(flows, before),
    outgoing: joinOutgoing(flows, byName, before),
    firstOf: before?.firstOf ?? new Map(flows.map(({ flow, first }) => [flow.uri, first])),
    entries: findEntries(flows, byName),
  };
}

function place(graphs: readonly LocalGraph[]): readonly PlacedGraph[] {
  let next = 0;
  return graphs.map((graph) => {
    const first = next;
    next += graph.nodes.length;
    return { ...graph, first };
  });
}

/** Whether the same nodes have the same numbers, and targets in other flows mean what they meant. */
function hasSameFrame(before: readonly PlacedGraph[], after: readonly PlacedGraph[]): boolean {
  const isSame = ({ flow, lineage, exits }: PlacedGraph, other: PlacedGraph | undefined): boolean =>
    flow.uri === other?.flow.uri && lineage === other.lineage && exits === other.exits;
  return before.length === after.length && before.every((graph, index) => isSame(graph, after[index]));
}

function joinNodes(flows: readonly PlacedGraph[], before: JointGraph | undefined): readonly GraphNode[] {
  if (before?.flows.every(({ nodes }, index) => nodes === flows[index]?.nodes)) return before.nodes;
  return flows.flatMap(({ flow: { uri }, nodes }) => nodes.map((node) => ({ node, uri })));
}

type ByName = ReadonlyMap<string | undefined, readonly PlacedGraph[]>;

/** A flow's edges and exits, by the numbers of the whole. */
function joinOutgoing(flows: readonly PlacedGraph[], byName: ByName, before: JointGraph | undefined): Outgoing {
  const [alone, ...others] = flows;
  // Most flows stand alone, and have these numbers already.
  if (alone !== undefined && others.length === 0 && alone.exits.length === 0) return alone.outgoing;
  const outgoing: (readonly Edge[])[] = before === undefined ? [] : [...before.outgoing];
  for (const [index, flow] of flows.entries()) {
    const exits = exitsByNode(flow);
    for (const node of changedPlaces(before?.flows[index]?.outgoing ?? [], flow.outgoing)) {
      const leaving = (exits.get(node) ?? []).flatMap((exit) => toEdges(exit, flow, byName));
      outgoing[flow.first + node] = [
        ...(flow.outgoing[node] ?? []).map((edge) => moveBy(edge, flow.first)),
        ...leaving,
      ];
    }
  }
  return outgoing;
}

function exitsByNode({ exits }: PlacedGraph): ReadonlyMap<number, PlacedGraph['exits']> {
  return groupBy(exits, ({ from }) => from);
}

function moveBy(edge: Edge, first: number): Edge {
  return first === 0 ? edge : { ...edge, from: first + edge.from, to: first + edge.to };
}

/** Where two flows have one name, an exit leads to both. */
function toEdges(
  { flow, step, from, answer, branch }: PlacedGraph['exits'][number],
  { first }: PlacedGraph,
  byName: ByName,
): readonly Edge[] {
  return (byName.get(flow) ?? []).flatMap((other) => {
    const to = step === undefined ? other.start : other.indexOf.get(step);
    return to === undefined ? [] : [{ from: first + from, to: other.first + to, answer, branch }];
  });
}

/** Where a flow's start is not known, all of its nodes might be entered. */
function findEntries(flows: readonly PlacedGraph[], byName: ByName): readonly number[] {
  const roots = chooseRoots(flows, (name) => byName.get(name) ?? []);
  return flows.flatMap((graph) => {
    const { first, nodes, start } = graph;
    if (start === undefined) return nodes.map((_, index) => first + index);
    const entered = doorsOf(nodes).flatMap((index) => (index === start ? [] : [first + index]));
    return roots.has(graph) || nodes[start]?.entry ? [first + start, ...entered] : entered;
  });
}

/** The places of the nodes at which the platform enters by itself. */
const doorsOf = remember((nodes: readonly NodeOutline[]): readonly number[] =>
  nodes.flatMap(({ entry }, index) => (entry ? [index] : [])),
);
