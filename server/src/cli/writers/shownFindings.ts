import type { Finding } from '#core/rules/finding';
import type { CheckedFile } from '../check/checkedFile';
import type { CheckStyle } from './checkStyle';

/** The findings of a file that a report is to have, the accepted ones among them. */
export function shownFindings({ findings }: CheckedFile, { quiet }: CheckStyle): readonly Finding[] {
  return quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
}
