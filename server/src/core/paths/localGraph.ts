import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { createFlowIndex } from '#core/model/flowIndex';
import { remember } from '#core/model/remember';
import { isDefaultResponse, misspeltDefaultResponse } from '#core/model/vocabulary';
import { type BranchOutline, type FlowOutline, type NodeOutline, outlineOf } from '#core/paths/outline';

/** Whether an API has answered where a branch is taken: a result says so, `other` may, the other default responses never do. */
export type Answer = 'answered' | 'perhaps' | 'unanswered';

/** A way from one node to another of the same flow. Nodes are numbered in the order of the text. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
  /** Its place in `branchesOf` the node. Absent where only an unknown kind of node tells where it leads. */
  readonly branch: number | undefined;
}

/** A way from a node into another flow, by that flow's name; to its start where no step is named. */
export interface Exit extends Omit<Edge, 'to'> {
  readonly flow: string;
  readonly step: string | undefined;
}

/** The nodes of one flow as a graph. */
export interface LocalGraph {
  readonly flow: FlowOutline;
  readonly nodes: readonly NodeOutline[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly edges: readonly Edge[];
  readonly exits: readonly Exit[];
  /** The number of the start node; undefined where `start` is missing or names no node. */
  readonly start: number | undefined;
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

/** Made once for an outline: every flow that it leads to asks. */
export const graphOf = remember(makeGraph);

function makeGraph(flow: FlowOutline): LocalGraph {
  const { nodes } = flow;
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const start = flow.start === undefined ? undefined : indexOf.get(flow.start);
  const edges: Edge[] = [];
  const exits: Exit[] = [];
  for (const [from, node] of nodes.entries()) {
    for (const [branch, { target, ...way }] of node.branches.entries()) {
      const answer = answerOf(way);
      if (target.kind === 'flow' && target.flow !== flow.name) {
        exits.push({ from, branch, answer, flow: target.flow, step: target.step });
        continue;
      }
      const to = findOwn(target, indexOf, start);
      if (to !== undefined) edges.push({ from, branch, answer, to });
    }
    for (const id of node.mayName) {
      const to = indexOf.get(id);
      if (to !== undefined) edges.push({ from, to, answer: 'perhaps', branch: undefined });
    }
  }
  return { flow, nodes, indexOf, edges, exits, start };
}

/** The node of this flow that a target means; a flow may lead to itself by its name. */
function findOwn(
  target: BranchOutline['target'],
  indexOf: LocalGraph['indexOf'],
  start: number | undefined,
): number | undefined {
  if (target.kind === 'node') return indexOf.get(target.id);
  if (target.kind !== 'flow') return undefined;
  return target.step === undefined ? start : indexOf.get(target.step);
}

function answerOf({ key, isResponse }: Pick<BranchOutline, 'key' | 'isResponse'>): Answer {
  if (!isResponse) return 'answered';
  const response = isDefaultResponse(key) ? key : misspeltDefaultResponse(key);
  if (response === 'other') return 'perhaps';
  return response === undefined ? 'answered' : 'unanswered';
}
