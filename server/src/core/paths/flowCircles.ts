import { createDigraph } from '#core/paths/compactWays';
import { groupBy } from '#core/paths/groupBy';
import { graphOf } from '#core/paths/localGraph';
import type { FlowOutline } from '#core/paths/outline';
import { stronglyConnected } from '#core/paths/stronglyConnected';

/** The circle of each flow, by number: flows are in one circle where they lead to one another, directly or through others. */
export function flowCircles(flows: readonly FlowOutline[]): ReadonlyMap<FlowOutline, number> {
  const numbers = groupBy([...flows.keys()], (index) => flows[index]?.name);
  const successors = flows.map((flow) => {
    const targets = new Set(graphOf(flow).exits.map((exit) => exit.flow));
    return [...targets].flatMap((name) => numbers.get(name) ?? []);
  });
  const circleOf = stronglyConnected(createDigraph(flows.length, (index) => successors[index] ?? []));
  return new Map(flows.map((flow, index) => [flow, circleOf[index] ?? 0]));
}
