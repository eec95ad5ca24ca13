import type { CheckedFile } from '../check/checkedFile';
import { toCheckGithub } from './checkGithub';
import { toCheckJson } from './checkJson';
import { toCheckJunit } from './checkJunit';
import type { CheckStyle } from './checkStyle';
import { toCheckText } from './checkText';
import { toCheckSarif } from './sarif/checkSarif';

/** What `check` can report in. */
export const checkWriters = {
  text: toCheckText,
  json: toCheckJson,
  sarif: toCheckSarif,
  github: toCheckGithub,
  junit: toCheckJunit,
} as const satisfies Record<string, (files: readonly CheckedFile[], style: CheckStyle) => string>;

export type CheckFormat = keyof typeof checkWriters;
