import type { FlowDocument } from '#core/model/document';
import { type Branch, branchesOf, type FlowNode, type Target } from '#core/model/flow';
import { createFlowIndex } from '#core/model/flowIndex';
import { isDefaultResponse, isKnownNodeType, misspeltDefaultResponse } from '#core/model/vocabulary';
import type { JsonNode } from '#core/syntax/tree';

/** Whether an API has answered where a branch is taken: a result says so, `other` may, the other default responses never do. */
export type Answer = 'answered' | 'perhaps' | 'unanswered';

/** A way from one node to another of the same flow. Nodes are numbered in the order of the text. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
  /** Absent where only an unknown kind of node tells where it leads. */
  readonly branch: Branch | undefined;
}

/** A way from a node into another flow, by that flow's name; to its start where no step is named. */
export interface Exit extends Omit<Edge, 'to'> {
  readonly flow: string;
  readonly step: string | undefined;
}

/** The nodes of one document as a graph. */
export interface LocalGraph {
  readonly document: FlowDocument;
  readonly nodes: readonly FlowNode[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly edges: readonly Edge[];
  readonly exits: readonly Exit[];
  /** The number of the start node; undefined where `start` is missing or names no node. */
  readonly start: number | undefined;
}

/** The flows that lead to a flow, by the name of that. */
export const leadingTo = createFlowIndex((document) => localGraph(document).exits.map(({ flow }) => flow));

/** Made once for a document: every file that it leads to asks. */
const byDocument = new WeakMap<FlowDocument, LocalGraph>();

export function localGraph(document: FlowDocument): LocalGraph {
  const made = byDocument.get(document) ?? makeLocalGraph(document);
  byDocument.set(document, made);
  return made;
}

function makeLocalGraph(document: FlowDocument): LocalGraph {
  const { flow } = document;
  const nodes = [...flow.nodes.values()];
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const start = flow.start?.value?.kind === 'string' ? indexOf.get(flow.start.value.value) : undefined;
  const edges: Edge[] = [];
  const exits: Exit[] = [];
  for (const [from, node] of nodes.entries()) {
    for (const branch of branchesOf(node)) {
      const way = { from, branch, answer: answerOf(node, branch) };
      const { target } = branch;
      if (target.kind === 'flow' && target.flow.value !== flow.name?.value) {
        exits.push({ ...way, flow: target.flow.value, step: target.step?.value });
        continue;
      }
      const to = findOwn(target, indexOf, start);
      if (to !== undefined) edges.push({ ...way, to });
    }
    if (isKnownNodeType(node.type?.value)) continue;
    for (const to of nodesNamedIn(node, indexOf)) edges.push({ from, to, answer: 'perhaps', branch: undefined });
  }
  return { document, nodes, indexOf, edges, exits, start };
}

/** The node of this flow that a target means; a flow may lead to itself by its name. */
function findOwn(target: Target, indexOf: LocalGraph['indexOf'], start: number | undefined): number | undefined {
  if (target.kind === 'node') return indexOf.get(target.id);
  if (target.kind !== 'flow') return undefined;
  return target.step === undefined ? start : indexOf.get(target.step.value);
}

function answerOf(node: FlowNode, branch: Branch): Answer {
  if (node.api === undefined || !node.api.responses.includes(branch)) return 'answered';
  const response = isDefaultResponse(branch.key) ? branch.key : misspeltDefaultResponse(branch.key);
  if (response === 'other') return 'perhaps';
  return response === undefined ? 'answered' : 'unanswered';
}

/** A node of a type that the format does not know may lead onward in ways that only the platform knows. */
function* nodesNamedIn({ object }: FlowNode, indexOf: ReadonlyMap<string, number>): Iterable<number> {
  const open: JsonNode[] = object === undefined ? [] : [object];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const to = value.kind === 'string' ? indexOf.get(value.value) : undefined;
    if (to !== undefined) yield to;
    if (value.kind === 'object') open.push(...value.properties.flatMap((property) => property.value ?? []));
    if (value.kind === 'array') open.push(...value.items);
  }
}
