import { changedPlaces } from '#core/model/difference';
import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { createFlowIndex } from '#core/model/flowIndex';
import { remember } from '#core/model/remember';
import { type Answer, type BranchOutline, type FlowOutline, type NodeOutline, outlineOf } from '#core/paths/outline';

/** A way from one node to another of the same flow. Nodes are numbered in the order of the text. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
  /** Its place in `branchesOf` the node. Absent where only an unknown kind of node tells where it leads. */
  readonly branch: number | undefined;
}

/** The edges that leave each node, by its number, in the order of its branches. What an edit does not concern is the same list. */
export type Outgoing = readonly (readonly Edge[])[];

/** A way from a node into another flow, by that flow's name; to its start where no step is named. */
export interface Exit extends Omit<Edge, 'to'> {
  readonly flow: string;
  readonly step: string | undefined;
}

/** The nodes of one flow as a graph. */
export interface LocalGraph {
  readonly flow: FlowOutline;
  readonly nodes: readonly NodeOutline[];
  /** The same map for as long as ids are. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly outgoing: Outgoing;
  /** In the order of the nodes. The same list for as long as no exit is typed at. */
  readonly exits: readonly Exit[];
  /** The number of the start node; undefined where `start` is missing or names no node. */
  readonly start: number | undefined;
  /** One for graphs that came from one another by edits, and in which the same ids have the same numbers. */
  readonly lineage: object;
}

/** The flows that lead to a flow, by the name of that. */
export const leadingTo = createFlowIndex((document) => localGraph(document).exits.map(({ flow }) => flow));

export function localGraph(document: FlowDocument): LocalGraph {
  return graphOf(outlineOf(document));
}

/** The node of a number, as its text is now. */
export function nodeAt(document: FlowDocument, index: number): FlowNode | undefined {
  return document.flow.nodes.get(localGraph(document).nodes[index]?.id ?? '');
}

const latest = new WeakMap<object, LocalGraph>();

/**
 * Made once for an outline: every flow that it leads to asks. After an edit only the nodes whose targets it concerns are looked at,
 * unless it changes an id, the start or the name of the flow, which any target may mean.
 */
export const graphOf = remember((flow: FlowOutline): LocalGraph => {
  const graph = makeGraph(flow, latest.get(flow.lineage));
  latest.set(flow.lineage, graph);
  return graph;
});

function makeGraph(flow: FlowOutline, last: LocalGraph | undefined): LocalGraph {
  const { nodes, targets } = flow;
  const indexOf = numberNodes(nodes, last);
  const start = flow.start === undefined ? undefined : indexOf.get(flow.start);
  const frame = { flow, nodes, indexOf, start };
  const isFollowing = last?.indexOf === indexOf && last.start === start && last.flow.name === flow.name;
  const before = isFollowing ? last : undefined;
  const changed = changedPlaces(before?.flow.targets ?? [], targets);
  const outgoing = before === undefined ? new Array<readonly Edge[]>(nodes.length) : [...before.outgoing];
  const leaving: Exit[] = [];
  for (const from of changed) {
    const ways = waysFrom(from, frame);
    outgoing[from] = ways.edges;
    leaving.push(...ways.exits);
  }
  const exits = replaceExits(before?.exits ?? [], new Set(changed), leaving);
  return { ...frame, outgoing, exits, lineage: before?.lineage ?? {} };
}

function numberNodes(nodes: readonly NodeOutline[], last: LocalGraph | undefined): LocalGraph['indexOf'] {
  const before = last?.nodes;
  const isSame = before?.length === nodes.length && nodes.every(({ id }, index) => id === before[index]?.id);
  return last !== undefined && isSame ? last.indexOf : new Map(nodes.map(({ id }, index) => [id, index]));
}

function replaceExits(exits: readonly Exit[], changed: ReadonlySet<number>, leaving: readonly Exit[]): readonly Exit[] {
  const left = exits.filter(({ from }) => !changed.has(from));
  if (leaving.length === 0 && left.length === exits.length) return exits;
  return [...left, ...leaving].sort((a, b) => a.from - b.from);
}

type Frame = Pick<LocalGraph, 'flow' | 'indexOf' | 'start'>;

/** All that leads from a node. */
function waysFrom(from: number, { flow, indexOf, start }: Frame) {
  const edges: Edge[] = [];
  const exits: Exit[] = [];
  const { branches = [], mayName = [] } = flow.targets[from] ?? {};
  for (const [branch, { target, answer }] of branches.entries()) {
    if (typeof target === 'object' && target.flow !== flow.name) {
      exits.push({ from, branch, answer, flow: target.flow, step: target.step });
      continue;
    }
    const to = findOwn(target, indexOf, start);
    if (to !== undefined) edges.push({ from, branch, answer, to });
  }
  for (const id of mayName) {
    const to = indexOf.get(id);
    if (to !== undefined) edges.push({ from, to, answer: 'perhaps', branch: undefined });
  }
  // The copy has no room for more, which would take more than what is in it.
  return { edges: edges.slice(), exits };
}

/** The node of this flow that a target means; a flow may lead to itself by its name. */
function findOwn(
  target: BranchOutline['target'],
  indexOf: LocalGraph['indexOf'],
  start: number | undefined,
): number | undefined {
  if (typeof target === 'string') return indexOf.get(target);
  if (target === undefined) return undefined;
  return target.step === undefined ? start : indexOf.get(target.step);
}
