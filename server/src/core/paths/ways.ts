import type { PlacedNode } from '#core/model/document';
import type { Project } from '#core/model/project';
import { groupBy } from '#core/paths/groupBy';
import { type Exit, type LocalGraph, leadingTo, localGraph } from '#core/paths/localGraph';
import type { JsonString } from '#core/syntax/tree';

/** All that leads from one node to another. */
export interface Way {
  /** The node at the other end, whichever that is. */
  readonly end: PlacedNode;
  /** Where the leading node says so: the keys of its branches; its own key where nobody knows by which branch it leads there. */
  readonly at: readonly JsonString[];
}

/**
 * The nodes whose branches lead to a node: those of its own flow in the order of the text, then those of others. Linear in the
 * size of these flows.
 */
export function waysTo({ document, node: { id } }: PlacedNode, project: Project | undefined): readonly Way[] {
  const own = localGraph(document);
  const index = own.indexOf.get(id);
  if (index === undefined) return [];
  const inside = own.edges.filter(({ to }) => to === index).flatMap((edge) => toStep(own, edge.from, own, edge));
  const name = document.flow.name?.value;
  const before = name === undefined || project === undefined ? [] : (leadingTo(project.flows()).get(name) ?? []);
  const outside = before.map(localGraph).flatMap((other) => {
    const exits = other.exits.filter((exit) => exit.flow === name && entryOf(own, exit) === index);
    return exits.flatMap((exit) => toStep(other, exit.from, other, exit));
  });
  return gather([...inside, ...outside]);
}

/** The nodes that the branches of a node lead to, those of its own flow first. Linear in the size of that flow. */
export function waysFrom({ document, node: { id } }: PlacedNode, project: Project | undefined): readonly Way[] {
  const own = localGraph(document);
  const index = own.indexOf.get(id);
  const inside = own.edges.filter(({ from }) => from === index).flatMap((edge) => toStep(own, edge.to, own, edge));
  const outside = own.exits
    .filter(({ from }) => from === index)
    .flatMap((exit) => {
      const others = (project?.flowsNamed(exit.flow) ?? []).map(localGraph);
      return others.flatMap((other) => toStep(other, entryOf(other, exit), own, exit));
    });
  return gather([...inside, ...outside]);
}

/** The number of the node at which a flow is entered. */
function entryOf({ start, indexOf }: LocalGraph, { step }: Exit): number | undefined {
  return step === undefined ? start : indexOf.get(step);
}

interface Step {
  readonly end: PlacedNode;
  readonly at: JsonString;
}

/** One branch of `leading`, with the node of a number, in the graph that this is in, as its other end. */
function toStep(
  { document, nodes }: LocalGraph,
  index: number | undefined,
  leading: LocalGraph,
  { from, branch }: Pick<Exit, 'from' | 'branch'>,
): readonly Step[] {
  const node = index === undefined ? undefined : nodes[index];
  const at = (branch ?? leading.nodes[from])?.property.key;
  return node === undefined || at === undefined ? [] : [{ end: { document, node }, at }];
}

function gather(steps: readonly Step[]): readonly Way[] {
  const byNode = groupBy(steps, ({ end: { node } }) => node);
  return [...byNode.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ end: group[0].end, at: group.map(({ at }) => at) }],
  );
}
