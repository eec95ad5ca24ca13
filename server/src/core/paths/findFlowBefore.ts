import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { leadingTo } from '#core/paths/localGraph';

/** Of the flows that lead to a flow, directly or through others, the nearest that is as wanted. Looks at each of them once at most. */
export function findFlowBefore(
  document: FlowDocument,
  project: Project,
  isWanted: (flow: FlowDocument) => boolean,
): FlowDocument | undefined {
  const leading = leadingTo(project.flows());
  const seen = new Set([document]);
  // What is added while the set is walked is walked too.
  for (const each of seen) {
    if (each !== document && isWanted(each)) return each;
    for (const before of leading.get(each.flow.name?.value ?? '') ?? []) seen.add(before);
  }
  return undefined;
}
