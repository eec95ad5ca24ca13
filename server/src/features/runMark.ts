import type { FlowDocument } from '#core/model/document';
import { type ApiNode, type Branch, branchesOf } from '#core/model/flow';
import type { RunResult, TakenBranch, TargetValue } from '#core/request/runResult';
import { formatBytes, formatDuration } from '#core/response/formatAmount';
import { type Span, spanning } from '#core/syntax/span';
import type { NodeRunState, RunMark } from '../protocol';
import { toRange } from './ranges';

/** A run as far as it is known: what to draw follows from it and from the text as it is now. */
export interface RunView {
  readonly running: boolean;
  /** The last result, of this run or of the one before. */
  readonly result: RunResult | undefined;
  readonly stale: boolean;
}

/** What to draw for a node, in the text as it is now. */
export function toRunState(document: FlowDocument, node: ApiNode, { running, result, stale }: RunView): NodeRunState {
  const taken = result?.branch ? findTaken(node, result.branch) : undefined;
  const others = result?.branch ? allBranches(node).filter((branch) => branch !== taken) : [];
  return {
    node: node.id,
    phase: running ? 'running' : 'finished',
    range: toRange(document.lines, node.property.key),
    ...(result === undefined ? {} : { mark: toMark(document, node, taken, result) }),
    dimmed: others.map((branch) => toRange(document.lines, entryOf(branch))),
    stale,
  };
}

function allBranches(node: ApiNode): readonly Branch[] {
  return branchesOf(node).filter((branch) => branch !== node.next);
}

function findTaken(node: ApiNode, { kind, key }: TakenBranch): Branch | undefined {
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

function outcomeOf({ branch }: RunResult): RunMark['outcome'] {
  if (branch === null) return 'none';
  if (branch.target === null || (branch.kind === 'default' && branch.key !== 'other')) return 'failure';
  return branch.kind === 'result' ? 'success' : 'fallback';
}

/** `✓ 404 Not Found · 128 ms → not-found`; one line, whatever the server has sent. */
export function toLabel(result: RunResult): string {
  const { branch } = result;
  const sign = branch === null ? '?' : outcomeOf(result) === 'failure' ? '✗' : '✓';
  const tail = branch === null ? ` · ${result.notes[0] ?? 'no branch'}` : ` → ${leadsTo(branch)}`;
  return toOneLine(`${sign} ${whatCame(result)} · ${toDuration(result.timings.total)}${tail}`);
}

/** For the lens: `404 → not-found`. */
export function summarise(result: RunResult): string {
  const what = result.response?.status ?? result.branch?.key ?? 'no answer';
  return toOneLine(result.branch === null ? `${what}, no branch` : `${what} → ${leadsTo(result.branch)}`);
}

function whatCame({ response, failure }: RunResult): string {
  if (response !== null) return `${response.status} ${response.reason}`.trim();
  return failure?.message ?? 'no answer';
}

function leadsTo({ kind, key, target }: TakenBranch): string {
  if (target !== null) return toTargetText(target);
  return kind === 'default' ? `"${key}" is not mapped: CT51 at run time` : 'nowhere: CT04 at run time';
}

function toTargetText(target: TargetValue): string {
  if (typeof target === 'string') return target;
  return target.step === undefined ? target.flow : `${target.flow} / ${target.step}`;
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

function toTimes({ timings }: RunResult): string {
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

/** Tenths of a millisecond tell a person nothing once there are ten of them. */
function toDuration(milliseconds: number): string {
  return formatDuration(milliseconds < 10 ? milliseconds : Math.round(milliseconds));
}

const longestLine = 200;

/** Control and direction characters have no place at the end of a line of code. */
function toOneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ');
  return plain.length > longestLine ? `${plain.slice(0, longestLine - 1)}…` : plain;
}
