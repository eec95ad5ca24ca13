import type { FlowGraph, GraphBranch, GraphEdge, GraphNode } from '#core/graph/flowGraph';
import { counted } from '#core/model/counted';

/** As many keys of branches, and as many arrows, as a description lists: it is listened to. */
const mostListed = 12;

/** A node in words, for a screen reader: `get-order, API Integration · orders, 2 errors; 200 leads to show-order`. */
export function describeNode({ nodes }: FlowGraph, node: GraphNode, leaving: readonly GraphEdge[]): string {
  const facts = [node.title, node.detail, ...toRoles(node), ...toFindings(node), ...toRun(node)].join(', ');
  const ways = leaving.slice(0, mostListed).map((edge) => describeWay(edge, nodes[edge.to]));
  const more = leaving.length > mostListed ? [`and ${leaving.length - mostListed} more`] : [];
  return [facts, ...ways, ...more].join('; ');
}

/** An arrow in words: `get-order: 200, 201 lead to show-order`. */
export function describeEdge({ nodes }: FlowGraph, edge: GraphEdge): string {
  return `${nodes[edge.from]?.title}: ${describeWay(edge, nodes[edge.to])}`;
}

function describeWay(edge: GraphEdge, to: GraphNode | undefined): string {
  const { branches } = edge;
  const target = to === undefined ? 'nowhere' : to.kind === 'broken' ? `${to.title} (${to.detail})` : to.title;
  if (branches.length === 0) return `may lead to ${target}`;
  return `${listBranches(branches)} ${branches.length === 1 ? 'leads' : 'lead'} to ${target}`;
}

/** The keys of branches, as many as anybody listens to, and how many more there are. */
export function listBranches(branches: readonly GraphBranch[]): string {
  const listed = branches.slice(0, mostListed).map(toWords);
  const more = branches.length > mostListed ? [`${branches.length - mostListed} more`] : [];
  return [...listed, ...more].join(', ');
}

function toWords({ label, isTaken }: GraphBranch): string {
  return isTaken ? `${label} (taken by the last run)` : label;
}

/** What a node is to its flow, as words beside it. */
export function toRoles({ isStart, isEntry }: Pick<GraphNode, 'isStart' | 'isEntry'>): readonly string[] {
  return [...(isStart ? ['start'] : []), ...(isEntry ? ['entry'] : [])];
}

/** `2 errors`, `1 warning`; nothing where there are none. */
export function toFindings({ marks: { errors, warnings } }: Pick<GraphNode, 'marks'>): readonly string[] {
  return [...(errors > 0 ? [counted(errors, 'error')] : []), ...(warnings > 0 ? [counted(warnings, 'warning')] : [])];
}

function toRun({ marks: { run } }: GraphNode): readonly string[] {
  if (run === undefined) return [];
  if (run.isRunning) return ['running'];
  return run.summary === '' ? [] : [`last run ${run.summary}${run.isStale ? ' (before your edit)' : ''}`];
}
