import { activeEnvironment, type EnvironmentFiles } from './environment';
import { isGuardedEnvironment } from './isGuardedEnvironment';

/** What is wanted of an environment, and by whom. Null for no wish. */
export interface EnvironmentWish {
  /** The environment that a person picked, or named on the command line. */
  readonly picked: string | null;
  /** The one that settings name, which a repository may have set. */
  readonly set: string | null;
  /** Names of guarded environments, as `isGuardedEnvironment` reads them. */
  readonly guarded: readonly string[];
}

/**
 * The environment that a run uses: the one that a person picked, else the setting's, else the only one there is, else none. A guarded one
 * counts only when it was picked: a repository must not lead anybody into production.
 */
export function chooseEnvironment(files: EnvironmentFiles, { picked, set, guarded }: EnvironmentWish): string | null {
  const wanted = picked ?? (isGuardedEnvironment(set, guarded) ? null : set);
  const active = activeEnvironment(files, wanted);
  return active === picked || !isGuardedEnvironment(active, guarded) ? active : null;
}
