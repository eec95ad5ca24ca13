import type { FlowDocument } from '#core/model/document';
import type { ApiNode } from '#core/model/flow';
import { quote } from '#core/model/quote';
import { leadsTo } from '#core/paths/findSteps';
import type { RunResult, TakenBranch } from '#core/request/runResult';
import type { RefusedRun, RunOutcome } from './runRequest';

/**
 * Runs the nodes that a node needs, one after the other, and then the node itself. It ends early where one of them does not come
 * to a result, or takes a branch from which no way leads on: then nothing is sent for the node.
 *
 * @param run runs one node, with what those before it have captured
 */
export async function runToHere(
  document: FlowDocument,
  steps: readonly ApiNode[],
  node: ApiNode,
  run: (node: ApiNode) => Promise<RunOutcome>,
): Promise<RunOutcome> {
  for (const step of steps) {
    const outcome = await run(step);
    if (outcome.kind === 'refused') return { ...outcome, reason: `${quote(step.id)} comes first. ${outcome.reason}` };
    if (outcome.kind === 'cancelled') return outcome;
    const astray = findAstray(document, outcome.result, node);
    if (astray !== undefined) return astray;
  }
  return run(node);
}

/** Another flow may lead back, but nobody can tell what it has done until then. */
function findAstray(
  document: FlowDocument,
  { node: id, branch, response }: RunResult,
  node: ApiNode,
): RefusedRun | undefined {
  const refuse = (why: string): RefusedRun => ({
    kind: 'refused',
    why: 'astray',
    missing: [],
    reason: `Nothing was sent for ${quote(node.id)}: ${why}`,
  });
  if (branch === null) return response === null ? refuse(`${quote(id)} got no answer`) : undefined;
  const { target } = branch;
  if (typeof target === 'string' && leadsTo(document, target, node.id)) return undefined;
  return refuse(`${quote(id)} takes ${quote(branch.key)}, ${describe(target)}`);
}

function describe(target: TakenBranch['target']): string {
  if (target === null) return 'which leads nowhere';
  const name = typeof target === 'string' ? target : target.flow;
  return `which leads to ${quote(name)}, and from there no way leads on`;
}
