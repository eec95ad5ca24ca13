import type { CheckResult } from '#core/check';
import type { Finding } from '#core/rules/finding';
import type { Lines } from '#core/syntax/lines';

/** What was found in one file. */
export interface CheckedFile {
  /** As reports name it: relative to the current folder, with `/`. */
  readonly path: string;
  readonly lines: Lines;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** True numbers, whatever is shown. */
  readonly counts: CheckResult['counts'];
  /** How many findings `--fix` would mend. */
  readonly mendable: number;
  /** Why the file could not be read, or not be written, as one sentence without a final stop. */
  readonly error: string | undefined;
}

export const noCounts: CheckResult['counts'] = { error: 0, warning: 0, information: 0, hint: 0, suppressed: 0 };

/** The counts of all files together. */
export function sumCounts(files: readonly CheckedFile[]): CheckResult['counts'] {
  const sum = (of: keyof CheckResult['counts']) => files.reduce((total, { counts }) => total + counts[of], 0);
  return {
    error: sum('error'),
    warning: sum('warning'),
    information: sum('information'),
    hint: sum('hint'),
    suppressed: sum('suppressed'),
  };
}
