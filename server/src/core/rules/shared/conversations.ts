import { isRead } from '#core/model/project';
import { type JointGraph, jointGraph } from '#core/paths/jointGraph';
import type { RuleContext } from '#core/rules/rule';

/**
 * All ways that conversations take to this flow and through it. Undefined where that can't be told: there is no project, or it is
 * still being read.
 */
export function conversations({ document, project }: RuleContext): JointGraph | undefined {
  return isRead(project) ? jointGraph(document, project) : undefined;
}
