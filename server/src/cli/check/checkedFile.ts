import { type CheckResult, toCheckResult } from '#core/check';
import { findSafeFix } from '#core/fixAll';
import type { Finding } from '#core/rules/finding';
import { type Lines, toLines } from '#core/syntax/lines';

/** What was found in one file. */
export interface CheckedFile extends CheckResult {
  /** As reports name it: relative to the current folder, with `/`. */
  readonly path: string;
  readonly lines: Lines;
  /** How many findings `--fix` would mend. */
  readonly mendable: number;
  /** How many findings a baseline has, which stand nowhere else. */
  readonly recorded: number;
  /** Why an accepted finding is accepted, where somebody said so. */
  reasonOf(finding: Finding): string | undefined;
  /** Why the file could not be read, or not be written, as one sentence without a final stop. */
  readonly error: string | undefined;
}

export type Counts = CheckResult['counts'];

/** A file with what was found in it. */
export function toCheckedFile(
  path: string,
  lines: Lines,
  result: CheckResult,
  reasonOf: CheckedFile['reasonOf'] = () => undefined,
): CheckedFile {
  return { path, lines, ...result, mendable: countMendable(result.all), recorded: 0, reasonOf, error: undefined };
}

/** A file in which nothing could be looked for, with the reason. */
export function toUnreadableFile(path: string, error: string): CheckedFile {
  return { ...toCheckedFile(path, toLines(''), toCheckResult([])), error };
}

/** The file as if only these of its findings were there, the others being recorded. */
export function keepFindings(file: CheckedFile, kept: readonly Finding[]): CheckedFile {
  const recorded = file.all.length - kept.length;
  return { ...file, ...toCheckResult(kept), mendable: countMendable(kept), recorded };
}

function countMendable(findings: readonly Finding[]): number {
  return findings.filter((finding) => findSafeFix(finding) !== undefined).length;
}

/** The counts of all files together. */
export function sumCounts(files: readonly CheckedFile[]): Counts {
  const sum = (of: keyof Counts) => files.reduce((total, { counts }) => total + counts[of], 0);
  return {
    error: sum('error'),
    warning: sum('warning'),
    information: sum('information'),
    hint: sum('hint'),
    suppressed: sum('suppressed'),
  };
}

/** How many findings of all files stand in a baseline. */
export function sumRecorded(files: readonly CheckedFile[]): number {
  return files.reduce((total, { recorded }) => total + recorded, 0);
}
