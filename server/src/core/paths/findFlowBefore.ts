import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { leadingTo } from '#core/paths/localGraph';

/** A flow, those whose branches lead to it, and so on: the nearest first, each once. */
export function* upstream(document: FlowDocument, flows: readonly FlowDocument[]): Iterable<FlowDocument> {
  const leading = leadingTo(flows);
  const found = new Map([[document.uri, document]]);
  // What is added while the map is walked is walked too.
  for (const each of found.values()) {
    yield each;
    for (const from of leading.get(each.flow.name?.value ?? '') ?? []) {
      if (!found.has(from.uri)) found.set(from.uri, from);
    }
  }
}

/** Of the flows that lead to a flow, directly or through others, the nearest that is as wanted. Looks at each of them once at most. */
export function findFlowBefore(
  document: FlowDocument,
  project: Project,
  isWanted: (flow: FlowDocument) => boolean,
): FlowDocument | undefined {
  for (const each of upstream(document, project.flows())) if (each !== document && isWanted(each)) return each;
  return undefined;
}
