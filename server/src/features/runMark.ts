import type { FlowDocument } from '#core/model/document';
import { type ApiNode, type Branch, branchesOf } from '#core/model/flow';
import { outcomeOf, toDuration, toLabel, toOneLine, whatCame } from '#core/request/runLabel';
import type { RunResult, TakenBranch } from '#core/request/runResult';
import { formatBytes } from '#core/response/formatAmount';
import { type Span, spanning } from '#core/syntax/span';
import type { NodeRunState, RunMark } from '../protocol';
import { toRange } from './ranges';

/** A run as far as it is known: what to draw follows from it and from the text as it is now. */
export interface RunView {
  readonly phase: NodeRunState['phase'];
  /** The last result, of this run or of the one before. */
  readonly result: RunResult | undefined;
  readonly stale: boolean;
}

/** What to draw for a node, in the text as it is now. */
export function toRunState(document: FlowDocument, node: ApiNode, { phase, result, stale }: RunView): NodeRunState {
  const taken = result?.branch ? findTaken(node, result.branch) : undefined;
  const others = result?.branch ? allBranches(node).filter((branch) => branch !== taken) : [];
  return {
    node: node.id,
    phase,
    range: toRange(document.lines, node.property.key),
    ...(result === undefined ? {} : { mark: toMark(document, node, taken, result) }),
    dimmed: others.map((branch) => toRange(document.lines, entryOf(branch))),
    stale,
  };
}

function allBranches(node: ApiNode): readonly Branch[] {
  return branchesOf(node).filter((branch) => branch !== node.next);
}

/** The branch of a node that a run has taken; undefined where the node does not map it. */
export function findTaken(node: ApiNode, { kind, key }: TakenBranch): Branch | undefined {
  return (kind === 'result' ? node.results : node.api.responses).find((branch) => branch.key === key);
}

function toMark({ lines }: FlowDocument, node: ApiNode, taken: Branch | undefined, result: RunResult): RunMark {
  return {
    range: toRange(lines, taken === undefined ? placeWithoutBranch(node, result) : entryOf(taken)),
    outcome: outcomeOf(result),
    label: toLabel(result),
    details: toDetails(result),
    hasResponse: result.response !== null,
  };
}

/** A default that is not mapped is shown where it should stand; what claims no branch stands at the node. */
function placeWithoutBranch({ api, property }: ApiNode, { branch }: RunResult): Span {
  return branch === null ? property.key : (api.responsesProperty?.key ?? property.key);
}

function entryOf({ property }: Branch): Span {
  return property.value === undefined ? property.key : spanning(property.key, property.value);
}

/** What a hover tells, a line each. */
export function toDetails(result: RunResult): string[] {
  const { request, response, branch, environment, notes } = result;
  const size = response === null ? [] : [`${formatBytes(response.bodyBytes)} of content`];
  const why = branch === null ? [] : [`Branch "${branch.key}": ${branch.why}`];
  const where = environment === null ? [] : [`Environment ${environment}`];
  const lines = [
    `${request.method} ${request.url}`,
    whatCame(result),
    toTimes(result),
    ...size,
    ...why,
    ...notes,
    ...where,
  ];
  return lines.filter((line) => line !== '').map(toOneLine);
}

/** `128 ms in all · connect 1 ms · first byte 120 ms`: the stages that took place. */
export function toTimes({ timings }: Pick<RunResult, 'timings'>): string {
  const stages = [
    ['name look-up', timings.dns],
    ['connect', timings.connect],
    ['TLS', timings.tls],
    ['first byte', timings.firstByte],
    ['download', timings.download],
  ] as const;
  const told = stages.flatMap(([stage, time]) => (time === null ? [] : [`${stage} ${toDuration(time)}`]));
  return [`${toDuration(timings.total)} in all`, ...told].join(' · ');
}
