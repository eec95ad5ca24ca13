import type { FlowDocument, PlacedNode } from '#core/model/document';
import { branchesOf } from '#core/model/flow';
import type { Project } from '#core/model/project';
import { groupBy } from '#core/paths/groupBy';
import { type Exit, type LocalGraph, leadingTo, localGraph, nodeAt } from '#core/paths/localGraph';
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
  const inside = own.outgoing
    .flatMap((edges) => edges.filter(({ to }) => to === index))
    .flatMap((edge) => toStep(document, edge.from, document, edge));
  const name = document.flow.name?.value;
  const before = name === undefined || project === undefined ? [] : (leadingTo(project.flows()).get(name) ?? []);
  const outside = before.flatMap((other) => {
    const exits = localGraph(other).exits.filter((exit) => exit.flow === name && entryOf(own, exit) === index);
    return exits.flatMap((exit) => toStep(other, exit.from, other, exit));
  });
  return gather([...inside, ...outside]);
}

/** The nodes that the branches of a node lead to, those of its own flow first. Linear in the size of that flow. */
export function waysFrom({ document, node: { id } }: PlacedNode, project: Project | undefined): readonly Way[] {
  const own = localGraph(document);
  const index = own.indexOf.get(id);
  const edges = index === undefined ? [] : (own.outgoing[index] ?? []);
  const inside = edges.flatMap((edge) => toStep(document, edge.to, document, edge));
  const outside = own.exits
    .filter(({ from }) => from === index)
    .flatMap((exit) => {
      const others = project?.flowsNamed(exit.flow) ?? [];
      return others.flatMap((other) => toStep(other, entryOf(localGraph(other), exit), document, exit));
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

/** One branch of `leading`, with the node of a number, in the file that this is in, as its other end. */
function toStep(
  document: FlowDocument,
  index: number | undefined,
  leading: FlowDocument,
  { from, branch }: Pick<Exit, 'from' | 'branch'>,
): readonly Step[] {
  const node = index === undefined ? undefined : nodeAt(document, index);
  const leader = nodeAt(leading, from);
  if (node === undefined || leader === undefined) return [];
  const taken = branch === undefined ? undefined : branchesOf(leader)[branch];
  return [{ end: { document, node }, at: (taken ?? leader).property.key }];
}

function gather(steps: readonly Step[]): readonly Way[] {
  const byNode = groupBy(steps, ({ end: { node } }) => node);
  return [...byNode.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ end: group[0].end, at: group.map(({ at }) => at) }],
  );
}
