import type { FlowDocument } from '#core/model/document';

export type FlowIndex = ReadonlyMap<string, readonly FlowDocument[]>;

/**
 * A way to look flows up by names that they hold. Made once for a list of flows, which is another list as soon as one of them
 * changes: whoever asks for every file of a workspace does not walk all of them for each.
 */
export function createFlowIndex(
  namesIn: (document: FlowDocument) => Iterable<string>,
): (flows: readonly FlowDocument[]) => FlowIndex {
  const byList = new WeakMap<readonly FlowDocument[], FlowIndex>();
  return (flows) => {
    const made = byList.get(flows);
    if (made !== undefined) return made;
    const index = new Map<string, FlowDocument[]>();
    for (const document of flows) {
      for (const name of new Set(namesIn(document))) {
        const others = index.get(name) ?? [];
        others.push(document);
        index.set(name, others);
      }
    }
    byList.set(flows, index);
    return index;
  };
}
