import type { CheckResult } from '#core/check';
import type { FlowDocument } from '#core/model/document';
import { findEndpoint, type Project } from '#core/model/project';
import type { Finding } from '#core/rules/finding';

/**
 * How many findings at error level stand in a node and in the endpoint that it calls, wherever that is set up: what the platform
 * would refuse.
 */
export function countErrors(
  document: FlowDocument,
  nodeId: string,
  project: Project,
  resultOf: (document: FlowDocument) => CheckResult | undefined,
): number {
  const node = document.flow.nodes.get(nodeId);
  const found = node && findEndpoint(document, node, project);
  const inNode = count(resultOf(document), (finding) => finding.node === nodeId);
  return found === undefined
    ? inNode
    : inNode + count(resultOf(found.document), ({ endpoint }) => endpoint === found.endpoint.name);
}

function count(result: CheckResult | undefined, isMeant: (finding: Finding) => boolean): number {
  const errors = result?.all.filter(({ severity, suppressed }) => severity === 'error' && !suppressed) ?? [];
  return errors.filter(isMeant).length;
}
