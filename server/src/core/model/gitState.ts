/**
 * What git makes of a file. `exposed`: it would be committed with the next `git add`; `tracked`: it is in the index, ignored or
 * not; `none`: it lies in no repository; `unknown`: git was not asked, has not answered yet, or could not tell.
 */
export type GitState = 'ignored' | 'exposed' | 'tracked' | 'none' | 'unknown';

/** Whether a secret may be written into a file: only where no `git add` can publish it. */
export function maySecretsBeWritten(state: GitState): boolean {
  return state === 'ignored' || state === 'none';
}
