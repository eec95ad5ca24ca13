import { type Destination, findDestination } from '#core/graph/destination';
import { toLabel, toTypeWords } from '#core/graph/label';
import type { FlowDocument } from '#core/model/document';
import { type Branch, branchesOf, type FlowNode } from '#core/model/flow';
import type { Project } from '#core/model/project';
import { localGraph } from '#core/paths/localGraph';
import type { RunEnd } from '#core/request/runLabel';
import type { Span } from '#core/syntax/span';
import { asString } from '#core/syntax/tree';

/** A flow as a picture shows it: its nodes in the order of the text, then whatever else its branches lead to. */
export interface FlowGraph {
  /** The flow's name, as `toLabel` gives it; empty where it has none. */
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  /** In the order of the text of the nodes they leave. */
  readonly edges: readonly GraphEdge[];
}

/** What a box stands for: a node of the flow, another flow, or a place that does not exist. */
export type NodeKind = 'api' | 'step' | 'end' | 'flow' | 'broken';

export interface GraphNode {
  readonly kind: NodeKind;
  /** The id of a node of this flow; undefined for all else. */
  readonly id: string | undefined;
  /** What is written large, as `toLabel` gives it: `get-order`. */
  readonly title: string;
  /** And below it: `API Integration · orders`. */
  readonly detail: string;
  readonly isStart: boolean;
  /** Whether the platform enters here by itself. */
  readonly isEntry: boolean;
  readonly marks: NodeMarks;
  readonly place: Place;
}

/** Where the text of something stands. */
export interface Place {
  readonly document: FlowDocument;
  readonly span: Span;
}

/** What is known of a node besides its text. */
export interface NodeMarks {
  /** Findings at that level in the node and in the endpoint that it calls. */
  readonly errors: number;
  readonly warnings: number;
  readonly run: RunShown | undefined;
}

/** The last run of a node, as far as a picture shows it. */
export interface RunShown {
  readonly isRunning: boolean;
  /** Undefined before the first result. */
  readonly outcome: RunEnd | undefined;
  /** The branch that was taken, where the flow has it. */
  readonly taken: Branch | undefined;
  /** In a few words: `404 → not-found`; empty before the first result. */
  readonly summary: string;
  /** True where the node was edited since. */
  readonly isStale: boolean;
}

/** All branches from one node to another: one arrow, however many there are. */
export interface GraphEdge {
  /** Indices of nodes. */
  readonly from: number;
  readonly to: number;
  /** In the order of the text. Empty where only a node of an unknown type tells that it leads there. */
  readonly branches: readonly GraphBranch[];
  /** How the run ended that took one of the branches; undefined where none did. */
  readonly outcome: RunEnd | undefined;
  readonly isStale: boolean;
  readonly place: Place;
}

export interface GraphBranch {
  /** The key, as `toLabel` gives it. */
  readonly label: string;
  readonly isTaken: boolean;
}

const noMarks: NodeMarks = { errors: 0, warnings: 0, run: undefined };

/** Makes the graph of a flow, whatever state its text is in. Linear in its size. */
export function flowGraph(
  document: FlowDocument,
  project: Project | undefined,
  marksOf: (node: FlowNode) => NodeMarks,
): FlowGraph {
  const { outgoing, start } = localGraph(document);
  const inside = outgoing.flat();
  const own = [...document.flow.nodes.values()];
  const nodes = own.map((node, index) => toGraphNode(document, node, index === start, marksOf(node)));
  const targets = own.map(() => new Map<number, number>());
  for (const { from, to, branch } of inside) if (branch !== undefined) targets[from]?.set(branch, to);
  const unlabelled = inside.filter(({ branch }) => branch === undefined);
  const others = new Map<string, number>();
  const place = ({ key, kind, title, detail, at }: Destination): number => {
    const known = others.get(key);
    if (known !== undefined) return known;
    nodes.push({ kind, title, detail, place: at, id: undefined, isStart: false, isEntry: false, marks: noMarks });
    others.set(key, nodes.length - 1);
    return nodes.length - 1;
  };
  const edges = createEdges();
  for (const [from, node] of own.entries()) {
    for (const [index, branch] of branchesOf(node).entries()) {
      const to = targets[from]?.get(index) ?? place(findDestination(document, branch, from, project));
      edges.add(from, to, { document, span: branch.property.key }, branch, nodes[from]?.marks.run);
    }
  }
  for (const { from, to } of unlabelled) {
    const place = nodes[from]?.place;
    if (place !== undefined) edges.add(from, to, place, undefined, undefined);
  }
  markMissingStart(document, nodes);
  return {
    name: document.flow.name === undefined ? '' : toLabel(document.flow.name.value),
    nodes,
    edges: edges.inOrder(),
  };
}

function toGraphNode(document: FlowDocument, node: FlowNode, isStart: boolean, marks: NodeMarks): GraphNode {
  const type = node.type?.value;
  const words = type === undefined ? 'no type' : toTypeWords(type);
  const endpoint = node.endpoint === undefined ? '' : ` · ${toLabel(node.endpoint.value)}`;
  return {
    kind: node.api !== undefined ? 'api' : type === 'end' || type === 'api-end' ? 'end' : 'step',
    id: node.id,
    title: toLabel(node.id),
    detail: `${words}${endpoint}`,
    isStart,
    isEntry: node.entry,
    marks,
    place: { document, span: node.property.key },
  };
}

/** A `start` that names no node is shown as what it names, where it names anything. */
function markMissingStart(document: FlowDocument, nodes: GraphNode[]): void {
  const start = asString(document.flow.start?.value);
  if (start === undefined || start.value === '' || document.flow.nodes.has(start.value)) return;
  const place = { document, span: start };
  const title = toLabel(start.value);
  const detail = 'no such node';
  nodes.push({ kind: 'broken', title, detail, place, id: undefined, isStart: true, isEntry: false, marks: noMarks });
}

/** Gathers branches that leave one node for the same other. */
function createEdges() {
  const edges = new Map<string, GraphEdge & { readonly branches: GraphBranch[] }>();
  return {
    add(from: number, to: number, place: Place, branch: Branch | undefined, run: RunShown | undefined): void {
      const key = `${from} ${to}`;
      const known = edges.get(key) ?? { from, to, branches: [], outcome: undefined, isStale: false, place };
      const isTaken = branch !== undefined && run?.taken === branch;
      if (branch !== undefined) known.branches.push({ label: toLabel(branch.key), isTaken });
      edges.set(key, isTaken ? { ...known, outcome: run?.outcome, isStale: run?.isStale ?? false } : known);
    },
    inOrder: (): readonly GraphEdge[] => [...edges.values()].sort((a, b) => a.from - b.from),
  };
}
