import type { RunResult, TakenBranch, TargetValue } from '#core/request/runResult';
import { formatDuration } from '#core/response/formatAmount';

/** As much of a result as a line of text tells. */
export type LabelledResult = Pick<RunResult, 'branch' | 'response' | 'failure' | 'notes' | 'timings'>;

/**
 * How a run ended for the flow: `success` a result was taken · `fallback` the flow falls to `other` · `failure` error, timeout,
 * max-connection, or unmapped · `none` no branch claimed.
 */
export type RunEnd = 'success' | 'fallback' | 'failure' | 'none';

/** How a run ended for the flow, by its branch alone. */
export function outcomeOf({ branch }: Pick<RunResult, 'branch'>): RunEnd {
  if (branch === null) return 'none';
  if (branch.target === null || (branch.kind === 'default' && branch.key !== 'other')) return 'failure';
  return branch.kind === 'result' ? 'success' : 'fallback';
}

/** `✓ 404 Not Found · 128 ms → not-found`; one line, whatever the server has sent. */
export function toLabel(result: LabelledResult): string {
  const { branch } = result;
  const sign = branch === null ? '?' : outcomeOf(result) === 'failure' ? '✗' : '✓';
  const tail = branch === null ? ` · ${result.notes[0] ?? 'no branch'}` : ` → ${describeTarget(branch)}`;
  return toOneLine(`${sign} ${whatCame(result)} · ${toDuration(result.timings.total)}${tail}`);
}

/** For the lens: `404 → not-found`. */
export function summarise(result: LabelledResult): string {
  const { response, branch } = result;
  const what = (branch?.kind === 'result' ? branch.key : undefined) ?? response?.status ?? branch?.key ?? 'no answer';
  return toOneLine(result.branch === null ? `${what}, no branch` : `${what} → ${describeTarget(result.branch)}`);
}

/** What an exchange has brought, in a few words: `404 Not Found`, `connection refused by 127.0.0.1:9`. */
export function whatCame({ response, failure }: Pick<RunResult, 'response' | 'failure'>): string {
  if (response !== null) return `${response.status} ${response.reason}`.trim();
  return failure?.message ?? 'no answer';
}

/** Where a branch leads, for the end of a line; where it leads nowhere, what the platform does then. */
export function describeTarget({ kind, key, target }: TakenBranch): string {
  if (target !== null) return toTargetText(target);
  return kind === 'default' ? `"${key}" is not mapped: CT51 at run time` : 'nowhere: CT04 at run time';
}

function toTargetText(target: TargetValue): string {
  if (typeof target === 'string') return target;
  return target.step === undefined ? target.flow : `${target.flow} / ${target.step}`;
}

/** Tenths of a millisecond tell a person nothing once there are ten of them. */
export function toDuration(milliseconds: number): string {
  return formatDuration(milliseconds < 10 ? milliseconds : Math.round(milliseconds));
}

const longestLine = 200;

/** Control and direction characters have no place at the end of a line of code. */
export function toOneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ');
  return plain.length > longestLine ? `${plain.slice(0, longestLine - 1)}…` : plain;
}
