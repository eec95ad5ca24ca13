import { type Fact, factsOf, variable } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';
import type { FlowOutline } from '#core/paths/outline';

/** The nodes behind which a fact holds, and those behind which it does if their API has answered. */
export interface Setters {
  readonly always: ReadonlyMap<Fact, ReadonlySet<number>>;
  readonly answered: ReadonlyMap<Fact, ReadonlySet<number>>;
}

export function findSetters({ nodes }: JointGraph, asked: ReadonlySet<Fact>): Setters {
  const always = new Map([...asked].map((fact) => [fact, new Set<number>()]));
  const answered = new Map([...asked].map((fact) => [fact, new Set<number>()]));
  const outside = new Map<FlowOutline, readonly Fact[]>();
  for (const [index, { node, flow }] of nodes.entries()) {
    const facts = factsOf(node);
    const declared = outside.get(flow) ?? flow.variables.map(variable).filter((fact) => asked.has(fact));
    outside.set(flow, declared);
    for (const fact of [...facts.always, ...declared]) always.get(fact)?.add(index);
    for (const fact of facts.answered) answered.get(fact)?.add(index);
  }
  return { always, answered };
}
