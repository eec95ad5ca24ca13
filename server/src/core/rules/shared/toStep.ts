import { branchesOf } from '#core/model/flow';
import { quote } from '#core/model/quote';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { Related, RuleContext } from '#core/rules/rule';
import { placeNode } from '#core/rules/shared/placeNode';

/** One step of a way, told at the branch that is taken. */
export function toStep({ from, to, branch }: Edge, { nodes }: JointGraph, context: RuleContext): Related | undefined {
  const [here, there] = [nodes[from], nodes[to]];
  const placed = here && placeNode(here, context);
  if (placed === undefined || there === undefined) return undefined;
  const { node, document } = placed;
  const taken = branch === undefined ? undefined : branchesOf(node)[branch];
  const how = taken === undefined || taken === node.next ? 'goes on' : `takes ${quote(taken.key)}`;
  const message = `${quote(node.id)} ${how} to ${quote(there.node.id)}`;
  return { document, span: (taken ?? node).property.key, message };
}
