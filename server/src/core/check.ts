import { createChecker } from '#core/checking/checker';
import type { CheckResult } from '#core/checking/checkResult';
import type { CheckOptions } from '#core/checking/context';
import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';

export { type Checker, createChecker } from '#core/checking/checker';
export { type CheckResult, toCheckResult } from '#core/checking/checkResult';
export type { CheckOptions } from '#core/checking/context';
export { type Surface, surfaceOf } from '#core/checking/surface';

/**
 * The one road from a text to its findings, for the editor and the command line alike. Never throws. Who checks a file again and
 * again keeps a checker, which takes the same road and remembers what is still true.
 */
export function check(document: FlowDocument, project: Project | undefined, options: CheckOptions): CheckResult {
  return createChecker().check(document, project, options);
}
