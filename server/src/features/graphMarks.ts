import type { CheckResult } from '#core/check';
import type { NodeMarks, RunShown } from '#core/graph/flowGraph';
import type { FlowDocument } from '#core/model/document';
import { type FlowNode, isApiNode } from '#core/model/flow';
import type { Project } from '#core/model/project';
import { outcomeOf, summarise } from '#core/request/runLabel';
import { countFindings } from './countFindings';
import { findTaken, type RunView } from './runMark';

/**
 * What a picture shows at each node of a document: how many findings there are, and its last run.
 *
 * @param resultOf gives the same result each time that it is asked for a document
 */
export function createMarks(
  document: FlowDocument,
  project: Project | undefined,
  resultOf: (document: FlowDocument) => CheckResult | undefined,
  runOf: (node: FlowNode) => RunView | undefined,
): (node: FlowNode) => NodeMarks {
  return (node) => ({
    ...countFindings(document, node.id, project, resultOf),
    run: toRunShown(node, runOf(node)),
  });
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
