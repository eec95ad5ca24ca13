import { type CheckResult, toCheckResult } from '#core/check';
import { isMendable, type ReportedFinding, type ReportSource, toReported } from './reportedFinding';

/** What was found in one file: plain data, which passes from one thread to another. */
export interface CheckedFile {
  /** As reports name it: relative to the current folder, with `/`. */
  readonly path: string;
  /** What to show, in the order of the text; what is more than anybody reads is summed up. */
  readonly findings: readonly ReportedFinding[];
  /** All of them, where a baseline may show others; else those to show. */
  readonly all: readonly ReportedFinding[];
  /** True numbers, whatever is shown. */
  readonly counts: Counts;
  /** How many findings `--fix` would mend. */
  readonly mendable: number;
  /** How many findings a baseline has, which stand nowhere else. */
  readonly recorded: number;
  /** Why the file could not be read, or not be written, as one sentence without a final stop. */
  readonly error: string | undefined;
}

export type Counts = CheckResult['counts'];

/** A file with what was found in it. `keepsAll`: a baseline may show what is summed up else. */
export function toCheckedFile(
  path: string,
  { findings, all, counts }: CheckResult,
  source: ReportSource,
  keepsAll: boolean,
): CheckedFile {
  const shown = findings.map((finding) => toReported(finding, source));
  return {
    path,
    findings: shown,
    all: keepsAll ? all.map((finding) => toReported(finding, source)) : shown,
    counts,
    mendable: all.filter((finding) => isMendable(finding, source)).length,
    recorded: 0,
    error: undefined,
  };
}

/** A file in which nothing could be looked for, with the reason. */
export function toUnreadableFile(path: string, error: string): CheckedFile {
  const { counts } = toCheckResult([]);
  return { path, findings: [], all: [], counts, mendable: 0, recorded: 0, error };
}

/** The file as if only these of its findings were there, the others being recorded. */
export function keepFindings(file: CheckedFile, kept: readonly ReportedFinding[]): CheckedFile {
  const { findings, counts } = toCheckResult(kept);
  return {
    ...file,
    // Summed up, a finding is what it was but for its message.
    findings: findings as readonly ReportedFinding[],
    all: kept,
    counts,
    mendable: kept.filter(({ mendable }) => mendable).length,
    recorded: file.all.length - kept.length,
  };
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
