import type { FlowDocument } from '#core/model/document';
import { createFlowIndex } from '#core/model/flowIndex';
import { localGraph } from '#core/paths/localGraph';
import { stronglyConnected } from '#core/paths/stronglyConnected';

const byName = createFlowIndex(({ flow }) => (flow.name === undefined ? [] : [flow.name.value]));

/** The circle of each flow, by number: flows are in one circle where they lead to one another, directly or through others. */
export function flowCircles(flows: readonly FlowDocument[]): ReadonlyMap<FlowDocument, number> {
  const named = byName(flows);
  const numberOf = new Map(flows.map((document, index) => [document, index]));
  const successors = flows.map((document) => {
    const targets = new Set(localGraph(document).exits.map(({ flow }) => flow));
    return [...targets].flatMap((name) => named.get(name) ?? []).flatMap((target) => numberOf.get(target) ?? []);
  });
  const circleOf = stronglyConnected(flows.length, (index) => successors[index] ?? []);
  return new Map(flows.map((document, index) => [document, circleOf[index] ?? 0]));
}
