import { compareText } from '#core/model/compareText';
import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { isKnownNodeType } from '#core/model/vocabulary';
import { chooseRoots } from '#core/paths/chooseRoots';
import { upstream } from '#core/paths/findFlowBefore';
import { flowCircles } from '#core/paths/flowCircles';
import { groupBy } from '#core/paths/groupBy';
import { type Edge, graphOf, type LocalGraph } from '#core/paths/localGraph';
import { type FlowOutline, type NodeOutline, outlineOf, outlinesOf } from '#core/paths/outline';

/** A node among those of all flows that matter together. */
export interface GraphNode {
  readonly node: NodeOutline;
  readonly flow: FlowOutline;
  readonly outgoing: readonly Edge[];
}

/**
 * A flow and all flows that lead to it, directly or through others, as one graph: in the order of their URIs. It is the same one for
 * as long as what is typed concerns no way through them.
 */
export interface JointGraph {
  readonly nodes: readonly GraphNode[];
  /** The number of a flow's first node, by the flow's URI; its others follow. */
  readonly firstOf: ReadonlyMap<string, number>;
  /** Where conversations begin: at the start of each root, and at nodes that the platform enters by itself. */
  readonly entries: readonly number[];
  /** All nodes that walks from the entries come to, those that lead to a node before it except in loops (reverse postorder). */
  readonly order: readonly number[];
  /** By number: whether nobody can tell what came before, as a node that may do anything did. */
  readonly isUncertain: readonly boolean[];
}

/** The number of a node by its id; undefined where the flow is not part of the graph, or has no such node. */
export function numberOf(id: string, document: FlowDocument, { firstOf }: JointGraph): number | undefined {
  const [first, index] = [firstOf.get(document.uri), graphOf(outlineOf(document)).indexOf.get(id)];
  return first === undefined || index === undefined ? undefined : first + index;
}

/** A flow's own graph, with the number that its first node has in the whole. */
export interface PlacedGraph extends LocalGraph {
  readonly first: number;
}

/** The graphs that are made already, by circle, for as long as no outline changes. */
const byOutlines = new WeakMap<
  readonly FlowOutline[],
  { readonly circles: Circles; readonly made: Map<number, JointGraph> }
>();
type Circles = ReadonlyMap<FlowOutline, number>;

/** The graph of a flow with all that lead to it. Flows that lead to one another have it together: it is made once for them. */
export function jointGraph(document: FlowDocument, project: Pick<Project, 'flows'>): JointGraph {
  const flows = project.flows();
  const outlines = outlinesOf(flows);
  const { circles, made } = byOutlines.get(outlines) ?? {
    circles: flowCircles(outlines),
    made: new Map<number, JointGraph>(),
  };
  byOutlines.set(outlines, { circles, made });
  const circle = circles.get(outlineOf(document));
  if (circle === undefined) return join([...upstream(document, flows)].map(outlineOf));
  const graph = made.get(circle) ?? join([...upstream(document, flows)].map(outlineOf));
  made.set(circle, graph);
  return graph;
}

/** Linear in the size of the flows. Sorted, as flows may be known in any order. */
function join(flows: readonly FlowOutline[]): JointGraph {
  const graphs = place([...flows].sort((a, b) => compareText(a.uri, b.uri)).map(graphOf));
  const byName = groupBy(graphs, ({ flow }) => flow.name);
  const edges = graphs.flatMap((graph) => edgesOf(graph, byName));
  const outgoing = groupBy(edges, ({ from }) => from);
  const nodes = graphs.flatMap(({ flow, nodes: inside, first }) =>
    inside.map((node, index) => ({ node, flow, outgoing: outgoing.get(first + index) ?? [] })),
  );
  const entries = findEntries(graphs, byName);
  const firstOf = new Map(graphs.map(({ flow, first }) => [flow.uri, first]));
  return { nodes, firstOf, entries, order: orderFrom(entries, nodes), isUncertain: findUncertain(graphs, nodes) };
}

function place(graphs: readonly LocalGraph[]): readonly PlacedGraph[] {
  let next = 0;
  return graphs.map((graph) => {
    const first = next;
    next += graph.nodes.length;
    return { ...graph, first };
  });
}

type ByName = ReadonlyMap<string | undefined, readonly PlacedGraph[]>;

/** A flow's edges and exits, by the numbers of the whole. Where two flows have one name, an exit leads to both. */
function edgesOf({ first, edges, exits }: PlacedGraph, byName: ByName): readonly Edge[] {
  // Most flows stand alone, and have these numbers already.
  const inside = first === 0 ? edges : edges.map((edge) => ({ ...edge, from: first + edge.from, to: first + edge.to }));
  const leaving = exits.flatMap(({ flow, step, from, answer, branch }) =>
    (byName.get(flow) ?? []).flatMap((other) => {
      const to = step === undefined ? other.start : other.indexOf.get(step);
      return to === undefined ? [] : [{ from: first + from, to: other.first + to, answer, branch }];
    }),
  );
  return [...inside, ...leaving];
}

/** Where a flow's start is not known, all of its nodes might be entered. */
function findEntries(graphs: readonly PlacedGraph[], byName: ByName): readonly number[] {
  const roots = chooseRoots(graphs, (name) => byName.get(name) ?? []);
  return graphs.flatMap((graph) => {
    const { first, nodes, start } = graph;
    if (start === undefined) return nodes.map((_, index) => first + index);
    const entered = nodes.flatMap(({ entry }, index) => (entry && index !== start ? [first + index] : []));
    return roots.has(graph) || nodes[start]?.entry ? [first + start, ...entered] : entered;
  });
}

function findUncertain(graphs: readonly PlacedGraph[], nodes: readonly GraphNode[]): readonly boolean[] {
  const behindAnything = nodes.flatMap(({ node, outgoing }) =>
    mayDoAnything(node) ? outgoing.map(({ to }) => to) : [],
  );
  const unanchored = graphs.flatMap(({ start, first, nodes: inside }) =>
    start === undefined ? inside.map((_, index) => first + index) : [],
  );
  return reachableFrom([...behindAnything, ...unanchored], nodes);
}

/** A type that the format does not know, and a callback that brings whatever it brings. */
function mayDoAnything({ type }: NodeOutline): boolean {
  return !isKnownNodeType(type) || type === 'wait-for-callback';
}

function orderFrom(entries: readonly number[], nodes: readonly GraphNode[]): readonly number[] {
  const isMet = nodes.map(() => false);
  const left: number[] = [];
  for (const entry of entries) {
    const path = meet(entry);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const next = visit.rest.next();
      if (next.done !== true) path.push(...meet(next.value.to));
      else left.push((path.pop() ?? visit).node);
    }
  }
  return left.reverse();

  function meet(node: number) {
    if (isMet[node]) return [];
    isMet[node] = true;
    return [{ node, rest: (nodes[node]?.outgoing ?? [])[Symbol.iterator]() }];
  }
}

/** By number: whether any walk from the given nodes comes there. */
export function reachableFrom(from: readonly number[], nodes: readonly Pick<GraphNode, 'outgoing'>[]): boolean[] {
  const isReached = nodes.map(() => false);
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isReached[node]) continue;
    isReached[node] = true;
    for (const { to } of nodes[node]?.outgoing ?? []) open.push(to);
  }
  return isReached;
}
