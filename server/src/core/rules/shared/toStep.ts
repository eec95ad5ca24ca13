import { quote } from '#core/model/quote';
import type { JointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import type { Related } from '#core/rules/rule';

/** One step of a way, told at the branch that is taken. */
export function toStep({ from, to, branch }: Edge, nodes: JointGraph['nodes']): Related | undefined {
  const [here, there] = [nodes[from], nodes[to]];
  if (here === undefined || there === undefined) return undefined;
  const { node, document } = here;
  const taken = branch === undefined || branch === node.next ? 'goes on' : `takes ${quote(branch.key)}`;
  const message = `${quote(node.id)} ${taken} to ${quote(there.node.id)}`;
  return { document, span: branch?.property.key ?? node.property.key, message };
}
