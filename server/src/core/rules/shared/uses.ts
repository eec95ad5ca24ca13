import { areSameItems } from '#core/model/difference';
import { type Fact, variable } from '#core/paths/facts';
import type { FlowOutline } from '#core/paths/outline';
import type { Call } from '#core/rules/shared/calls';
import { type KnownPrefixes, type Need, namesLookedAt, needsOf, toMeant } from '#core/rules/shared/needs';

/**
 * All that the nodes of a flow need but for what it declares, as numbers: of tens of thousands, most hold wherever they are needed, and are
 * told by their fact alone.
 */
export interface Uses {
  /** What is needed, each once. */
  readonly facts: readonly Fact[];
  /** By place among the facts. */
  readonly kinds: readonly Need['kind'][];
  /** By use: the number of the node in its flow. They are in the order of the nodes, then of the needs. */
  readonly nodes: Int32Array;
  /** By use: the place among the facts. */
  readonly factOf: Int32Array;
  /** What is needed there, in full. */
  needAt(use: number): Need | undefined;
}

interface Found {
  readonly endpoints: string;
  readonly variables: readonly string[];
  readonly uses: Uses;
}

/** What was found last among the nodes of a flow: it rests on nothing that an edit of a target changes. */
const lastFound = new WeakMap<FlowOutline['nodes'], Found>();

/**
 * @param calls the endpoints that the nodes call, by name
 * @param endpoints all that `calls` and `known` say, as JSON
 */
export function findUses(
  flow: FlowOutline,
  calls: ReadonlyMap<string, Call | undefined>,
  known: KnownPrefixes,
  endpoints: string,
): Uses {
  const { nodes, variables } = flow;
  const last = lastFound.get(nodes);
  if (last?.endpoints === endpoints && areSameItems(last.variables, variables)) return last.uses;
  const uses = find(flow, calls, known);
  lastFound.set(nodes, { endpoints, variables, uses });
  return uses;
}

function find(flow: FlowOutline, calls: ReadonlyMap<string, Call | undefined>, known: KnownPrefixes): Uses {
  const declared = new Set(flow.variables.map(variable));
  const { facts, kinds, numberOf } = createNumbers(known, declared);
  const nodes: number[] = [];
  const factOf: number[] = [];
  const endpointOf = ({ isApi, endpoint }: FlowOutline['nodes'][number]) =>
    isApi ? calls.get(endpoint ?? '')?.endpoint : undefined;
  const add = (node: number, names: readonly string[]): void => {
    for (const name of names) {
      const number = numberOf(name);
      if (number !== undefined) factOf[nodes.push(node) - 1] = number;
    }
  };
  for (const [number, node] of flow.nodes.entries()) {
    add(number, namesLookedAt(node));
    add(number, node.reads);
    add(number, endpointOf(node)?.reads ?? []);
  }
  return {
    facts,
    kinds,
    nodes: Int32Array.from(nodes),
    factOf: Int32Array.from(factOf),
    needAt(use) {
      const number = nodes[use] ?? 0;
      const node = flow.nodes[number];
      if (node === undefined) return undefined;
      const needs = needsOf(node, endpointOf(node), known).filter(({ fact }) => !declared.has(fact));
      let first = use;
      while (nodes[first - 1] === number) first--;
      return needs[use - first];
    },
  };
}

/** Numbers the facts that names ask for: undefined for what always has a value. Most names stand in many nodes. */
function createNumbers(known: KnownPrefixes, declared: ReadonlySet<Fact>) {
  const facts: Fact[] = [];
  const kinds: Need['kind'][] = [];
  const byFact = new Map<Fact, number>();
  const byName = new Map<string, number | undefined>();
  const number = (name: string): number | undefined => {
    const meant = toMeant(name, known);
    if (meant === undefined || declared.has(meant.fact)) return undefined;
    const given = byFact.get(meant.fact) ?? facts.push(meant.fact) - 1;
    byFact.set(meant.fact, given);
    kinds[given] = meant.kind;
    return given;
  };
  return {
    facts,
    kinds,
    numberOf(name: string): number | undefined {
      if (byName.has(name)) return byName.get(name);
      const given = number(name);
      byName.set(name, given);
      return given;
    },
  };
}
