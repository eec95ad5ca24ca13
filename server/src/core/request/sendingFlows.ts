import type { FlowDocument } from '#core/model/document';
import type { Flow, FlowNode } from '#core/model/flow';
import { type FoundEndpoint, filesAround, type Project } from '#core/model/project';
import { forwardsFrom } from '#core/request/forwardedValues';

/**
 * The flows that may send on what an answer of the node holds. None where no flow of the workspace sends anything of that name on as a
 * credential, which is told without a look at imports.
 */
export function sendingFlows(
  document: FlowDocument,
  { id }: FlowNode,
  found: FoundEndpoint,
  project: Project,
): readonly Flow[] {
  const prefixes = [found.endpoint.name, id];
  if (!project.flows().some(({ flow }) => forwardsFrom([flow], prefixes))) return [];
  return filesAround(document, found, project).map(({ flow }) => flow);
}
