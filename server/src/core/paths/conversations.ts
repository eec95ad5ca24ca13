import { type JointGraph, jointGraph } from '#core/paths/jointGraph';
import type { RuleContext } from '#core/rules/rule';

/** The rules of one check walk the same graph. */
const byContext = new WeakMap<RuleContext, JointGraph>();

/**
 * All ways that conversations take to this flow and through it. Undefined where that can't be told: there is no project, or it is
 * still being read.
 */
export function conversations(context: RuleContext): JointGraph | undefined {
  const { document, project } = context;
  if (project?.flowsNamed('') === undefined) return undefined;
  const made = byContext.get(context) ?? jointGraph(document, project);
  byContext.set(context, made);
  return made;
}
