import type { Report, Severity } from '#core/rules/rule';

/** The code of what a rule that fails leaves behind: a crash must not look like a clean file. */
export const internalError = 'internal-error';

/** A report with everything around it that a reader needs. */
export interface Finding extends Report {
  readonly code: string;
  readonly severity: Severity;
  /** Id of the node and name of the endpoint that the span lies in. */
  readonly node: string | undefined;
  readonly endpoint: string | undefined;
  /** True where a suppression with a reason accepts it. */
  readonly suppressed: boolean;
}
