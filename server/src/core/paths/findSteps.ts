import type { FlowDocument } from '#core/model/document';
import { type ApiNode, type Endpoint, isApiNode } from '#core/model/flow';
import { answersBehind } from '#core/paths/answersBehind';
import { groupBy } from '#core/paths/groupBy';
import { type Edge, type LocalGraph, localGraph, type Outgoing } from '#core/paths/localGraph';
import { placeholderNames } from '#core/template/fill';
import { endpointTemplates, nodeTemplates } from '#core/template/placeholders';

/**
 * The API Integration nodes of a flow whose answers a node reads, directly or through what other nodes set, in the order in which
 * they are to be run. Of several that could give an answer it is the one from which the shortest way leads to the node.
 *
 * @param endpointOf the endpoint that a node calls, wherever it is set up
 */
export function findSteps(
  document: FlowDocument,
  node: ApiNode,
  endpointOf: (node: ApiNode) => Endpoint | undefined,
): readonly ApiNode[] {
  const graph = localGraph(document);
  const ways = toWays(graph);
  const givers = giversByPrefix(document);
  const needs = (reader: ApiNode): readonly ApiNode[] => {
    const before = nodesBefore(ways, graph.indexOf.get(reader.id));
    const prefixes = prefixesReadBy(reader, endpointOf(reader), document);
    return prefixes.flatMap((prefix) => findNearest(givers.get(prefix) ?? [], before, graph, ways) ?? []);
  };
  return inOrder(node, needs);
}

/** Each of what a node needs comes before it, and once; what needs itself in a circle is left out. Without recursion: chains may be long. */
function inOrder(node: ApiNode, needs: (reader: ApiNode) => readonly ApiNode[]): readonly ApiNode[] {
  const done = new Set<ApiNode>();
  const begun = new Set([node]);
  const open = [{ node, rest: needs(node).values() }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const { value: next, done: isOver } = level.rest.next();
    if (isOver === true) {
      done.add(level.node);
      open.pop();
    } else if (!begun.has(next)) {
      begun.add(next);
      open.push({ node: next, rest: needs(next).values() });
    }
  }
  done.delete(node);
  return [...done];
}

/** Whether a conversation that stands at one node can come to another, or is there already. Both by their ids. */
export function leadsTo(document: FlowDocument, from: string, to: string): boolean {
  const graph = localGraph(document);
  const start = graph.indexOf.get(from);
  return from === to || (start !== undefined && nodesBefore(toWays(graph), graph.indexOf.get(to)).has(start));
}

/** The edges of a graph by the number of the node that they come from, and that they lead to. */
interface Ways {
  readonly outgoing: Outgoing;
  readonly incoming: ReadonlyMap<number, readonly Edge[]>;
}

function toWays({ outgoing }: LocalGraph): Ways {
  return { outgoing, incoming: groupBy(outgoing.flat(), ({ to }) => to) };
}

/** The numbers of the nodes from which a way leads to a node, the shortest way first; the node itself comes before all. */
function nodesBefore({ incoming }: Ways, end: number | undefined): ReadonlySet<number> {
  // What is added while the set is walked is walked too.
  const reached = new Set(end === undefined ? [] : [end]);
  for (const index of reached) for (const { from } of incoming.get(index) ?? []) reached.add(from);
  return reached;
}

/** The nearest of the nodes that stand before another one, and that a way leaves by a branch which brings their answer. */
function findNearest(
  candidates: readonly ApiNode[],
  before: ReadonlySet<number>,
  { indexOf }: LocalGraph,
  { outgoing }: Ways,
): ApiNode | undefined {
  const givers = new Map(candidates.map((node) => [indexOf.get(node.id), node]));
  const [end, ...nearestFirst] = givers.size === 0 ? [] : before;
  const isGiver = (index: number): boolean =>
    givers.has(index) &&
    (outgoing[index] ?? []).some(({ to, answer }) => answer !== 'unanswered' && (to === end || before.has(to)));
  return givers.get(nearestFirst.find(isGiver));
}

/** The nodes that give answers, by what those are called: the name of the endpoint, and the id of the node. */
function giversByPrefix({ flow }: FlowDocument): ReadonlyMap<string, readonly ApiNode[]> {
  const givers = new Map<string, ApiNode[]>();
  for (const node of [...flow.nodes.values()].filter(isApiNode)) {
    for (const prefix of new Set([node.id, node.endpoint?.value ?? node.id])) {
      const known = givers.get(prefix);
      if (known === undefined) givers.set(prefix, [node]);
      else known.push(node);
    }
  }
  return givers;
}

/** What stands before the colon of `[[orders:status]]` in the texts of a node and its endpoint, and of the variables that they use. */
function prefixesReadBy(node: ApiNode, endpoint: Endpoint | undefined, { flow }: FlowDocument): readonly string[] {
  const templates = [...nodeTemplates(node), ...(endpoint === undefined ? [] : endpointTemplates(endpoint))];
  const names = new Set(templates.flatMap(({ string }) => placeholderNames(string.value).session));
  const answers = [...names].flatMap((name) => answersBehind(flow, name));
  return [...new Set(answers.map(({ prefix }) => prefix))];
}
