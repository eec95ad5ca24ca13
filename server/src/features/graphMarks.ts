import type { CheckResult } from '#core/check';
import type { NodeMarks, RunShown } from '#core/graph/flowGraph';
import type { FlowDocument } from '#core/model/document';
import { type FlowNode, isApiNode } from '#core/model/flow';
import { findEndpoint, type Project } from '#core/model/project';
import { outcomeOf, summarise } from '#core/request/runLabel';
import { findTaken, type RunView } from './runMark';

type Level = 'error' | 'warning';

/**
 * What a picture shows at each node of a document: the findings of the node and of the endpoint that it calls, wherever that is set up,
 * and its last run. Findings are counted once for all nodes.
 */
export function createMarks(
  document: FlowDocument,
  project: Project | undefined,
  resultOf: (document: FlowDocument) => CheckResult | undefined,
  runOf: (node: FlowNode) => RunView | undefined,
): (node: FlowNode) => NodeMarks {
  const counts = new Map<FlowDocument, ReadonlyMap<string, number>>();
  const count = (home: FlowDocument, place: string, level: Level): number => {
    const counted = counts.get(home) ?? countFindings(resultOf(home));
    counts.set(home, counted);
    return counted.get(`${level} ${place}`) ?? 0;
  };
  return (node) => {
    const found = findEndpoint(document, node, project);
    const sum = (level: Level): number =>
      count(document, `node ${node.id}`, level) +
      (found === undefined ? 0 : count(found.document, `endpoint ${found.endpoint.name}`, level));
    return { errors: sum('error'), warnings: sum('warning'), run: toRunShown(node, runOf(node)) };
  };
}

/** How many open findings there are by level and place: `error node get-order`. */
function countFindings(result: CheckResult | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { severity, suppressed, node, endpoint } of result?.all ?? []) {
    if (suppressed || (node ?? endpoint) === undefined) continue;
    const place = node === undefined ? `endpoint ${endpoint}` : `node ${node}`;
    counts.set(`${severity} ${place}`, (counts.get(`${severity} ${place}`) ?? 0) + 1);
  }
  return counts;
}

function toRunShown(node: FlowNode, view: RunView | undefined): RunShown | undefined {
  if (view === undefined || !isApiNode(node)) return undefined;
  const { phase, result, stale } = view;
  return {
    isRunning: phase === 'running',
    outcome: result && outcomeOf(result),
    taken: result?.branch ? findTaken(node, result.branch) : undefined,
    summary: result === undefined ? '' : summarise(result),
    isStale: stale,
  };
}
