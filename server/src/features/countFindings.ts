import type { CheckResult } from '#core/check';
import type { NodeMarks } from '#core/graph/flowGraph';
import type { FlowDocument } from '#core/model/document';
import { findEndpoint, type Project } from '#core/model/project';

type FindingCounts = Pick<NodeMarks, 'errors' | 'warnings'>;

/**
 * How many open findings stand in a node and in the endpoint that it calls, wherever that is set up. Errors are what the platform would
 * refuse.
 */
export function countFindings(
  document: FlowDocument,
  nodeId: string,
  project: Project | undefined,
  resultOf: (document: FlowDocument) => CheckResult | undefined,
): FindingCounts {
  const node = document.flow.nodes.get(nodeId);
  const found = node && findEndpoint(document, node, project);
  const inNode = countsAt(`node ${nodeId}`, resultOf(document));
  const inEndpoint = found === undefined ? none : countsAt(`endpoint ${found.endpoint.name}`, resultOf(found.document));
  return { errors: inNode.errors + inEndpoint.errors, warnings: inNode.warnings + inEndpoint.warnings };
}

const none: FindingCounts = { errors: 0, warnings: 0 };

/** By place, made once for a result: every node of a document asks. */
const byResult = new WeakMap<CheckResult, ReadonlyMap<string, FindingCounts>>();

function countsAt(place: string, result: CheckResult | undefined): FindingCounts {
  if (result === undefined) return none;
  const counts = byResult.get(result) ?? countByPlace(result);
  byResult.set(result, counts);
  return counts.get(place) ?? none;
}

function countByPlace({ all }: CheckResult): ReadonlyMap<string, FindingCounts> {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { severity, suppressed, node, endpoint } of all) {
    if (suppressed || (severity !== 'error' && severity !== 'warning')) continue;
    const place = node === undefined ? `endpoint ${endpoint}` : `node ${node}`;
    const here = counts.get(place) ?? { errors: 0, warnings: 0 };
    here[`${severity}s`] += 1;
    counts.set(place, here);
  }
  return counts;
}
