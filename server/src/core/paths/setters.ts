import type { FlowDocument } from '#core/model/document';
import { type Fact, factsOf, variable } from '#core/paths/facts';
import type { JointGraph } from '#core/paths/jointGraph';

/** The nodes behind which a fact holds, and those behind which it does if their API has answered. */
export interface Setters {
  readonly always: ReadonlyMap<Fact, ReadonlySet<number>>;
  readonly answered: ReadonlyMap<Fact, ReadonlySet<number>>;
}

export function findSetters({ nodes }: JointGraph, asked: ReadonlySet<Fact>): Setters {
  const always = new Map([...asked].map((fact) => [fact, new Set<number>()]));
  const answered = new Map([...asked].map((fact) => [fact, new Set<number>()]));
  const outside = new Map<FlowDocument, readonly Fact[]>();
  for (const [index, { node, document }] of nodes.entries()) {
    const facts = factsOf(node);
    const declared = outside.get(document) ?? declaredIn(document).filter((fact) => asked.has(fact));
    outside.set(document, declared);
    for (const fact of [...facts.always, ...declared]) always.get(fact)?.add(index);
    for (const fact of facts.answered) answered.get(fact)?.add(index);
  }
  return { always, answered };
}

function declaredIn({ flow }: FlowDocument): readonly Fact[] {
  return flow.variables.map(({ name }) => variable(name));
}
