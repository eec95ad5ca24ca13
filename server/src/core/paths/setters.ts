import { areSameItems } from '#core/model/difference';
import { type Fact, prefixesOf, values, variable } from '#core/paths/facts';
import type { GraphNode, JointGraph } from '#core/paths/jointGraph';

/** The nodes behind which a fact holds, and those behind which it does if their API has answered. */
export interface Setters {
  readonly always: ReadonlyMap<Fact, ReadonlySet<number>>;
  readonly answered: ReadonlyMap<Fact, ReadonlySet<number>>;
}

interface Found {
  readonly asked: readonly Fact[];
  /** The variables that each flow declares. */
  readonly declared: readonly (readonly string[])[];
  readonly setters: Setters;
}

/** What was found last among some nodes: it rests on nothing that an edit of a target changes. */
const lastFound = new WeakMap<readonly GraphNode[], Found>();

/** @param asked each once */
export function findSetters(graph: JointGraph, asked: readonly Fact[]): Setters {
  const declared = graph.flows.map(({ flow }) => flow.variables);
  const last = lastFound.get(graph.nodes);
  if (last !== undefined && areSameItems(last.asked, asked) && areSameItems(last.declared, declared))
    return last.setters;
  const setters = find(graph, asked);
  lastFound.set(graph.nodes, { asked, declared, setters });
  return setters;
}

function find({ flows, nodes }: JointGraph, asked: readonly Fact[]): Setters {
  const always = new Map(asked.map((fact) => [fact, new Set<number>()]));
  const answered = new Map(asked.map((fact) => [fact, new Set<number>()]));
  // Facts are made for what is asked, not for all that is set: of twenty thousand nodes most set what nobody asks for.
  const variables = byName(asked, variable);
  const prefixes = byName(asked, values);
  for (let number = 0; number < nodes.length; number++) {
    const { node } = nodes[number] as GraphNode;
    const set = node.sets === undefined ? undefined : variables.get(node.sets);
    if (set !== undefined) always.get(set)?.add(number);
    if (prefixes.size === 0) continue;
    for (const prefix of prefixesOf(node)) {
      const fact = prefixes.get(prefix);
      if (fact !== undefined) (node.isApi ? answered : always).get(fact)?.add(number);
    }
  }
  for (const { flow, first, nodes: inside } of flows) {
    for (const fact of flow.variables.flatMap((name) => variables.get(name) ?? [])) {
      for (let place = 0; place < inside.length; place++) always.get(fact)?.add(first + place);
    }
  }
  return { always, answered };
}

/** The facts of one kind that are asked about, by the name that they are made of. */
function byName(asked: readonly Fact[], toFact: (name: string) => Fact): ReadonlyMap<string, Fact> {
  const start = toFact('');
  return new Map(asked.filter((fact) => fact.startsWith(start)).map((fact) => [fact.slice(start.length), fact]));
}
