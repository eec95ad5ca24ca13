import type { FlowDocument } from '#core/model/document';
import type { Flow, FlowNode } from '#core/model/flow';
import { type FoundEndpoint, filesAround, type Project, withImports } from '#core/model/project';
import { forwardsFrom } from '#core/request/forwardedValues';

/**
 * The flows that may send on what an answer of the node holds: the file and what it imports; and files that have the endpoint in common
 * with it, where any flow of the workspace sends something of that name on as a credential. That is told without a look at all imports.
 */
export function sendingFlows(
  document: FlowDocument,
  { id }: FlowNode,
  found: FoundEndpoint,
  project: Project,
): readonly Flow[] {
  const prefixes = [found.endpoint.name, id];
  const isSentOn = project.flows().some(({ flow }) => forwardsFrom([flow], prefixes));
  const files = isSentOn ? filesAround(document, found, project) : withImports(document, project);
  return files.map(({ flow }) => flow);
}
