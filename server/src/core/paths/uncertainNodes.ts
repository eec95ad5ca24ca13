import { remember } from '#core/model/remember';
import { isKnownNodeType } from '#core/model/vocabulary';
import type { GraphNode, JointGraph } from '#core/paths/jointGraph';
import type { NodeOutline } from '#core/paths/outline';
import { createWalks } from '#core/paths/walks';

const walksBehind = createWalks();

/**
 * By number of the node: 1 where nobody can tell what came before, as a node that may do anything did, or as the start of the flow is not
 * known.
 */
export function uncertainNodes(graph: JointGraph): Uint8Array {
  const behindAnything = nodesOfAnything(graph.nodes).flatMap((number) =>
    (graph.outgoing[number] ?? []).map(({ to }) => to),
  );
  const unanchored = graph.flows.flatMap(({ start, first, nodes }) =>
    start === undefined ? nodes.map((_, index) => first + index) : [],
  );
  return walksBehind(graph, [...behindAnything, ...unanchored]).isReached;
}

const nodesOfAnything = remember((nodes: readonly GraphNode[]): readonly number[] =>
  nodes.flatMap(({ node }, number) => (mayDoAnything(node) ? [number] : [])),
);

/** A type that the format does not know, and a callback that brings whatever it brings. */
function mayDoAnything({ type }: NodeOutline): boolean {
  return !isKnownNodeType(type) || type === 'wait-for-callback';
}
