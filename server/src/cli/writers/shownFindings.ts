import type { CheckedFile } from '../check/checkedFile';
import type { ReportedFinding } from '../check/reportedFinding';
import type { CheckStyle } from './checkStyle';

/** The findings of a file that a report is to have, the accepted ones among them. */
export function shownFindings({ findings }: CheckedFile, { quiet }: CheckStyle): readonly ReportedFinding[] {
  return quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
}
