import type { FlowDocument } from '#core/model/document';
import { type ApiNode, type Endpoint, type FlowNode, isApiNode } from '#core/model/flow';
import { toReading } from '#core/paths/facts';
import { type LocalGraph, localGraph } from '#core/paths/localGraph';
import { innermost } from '#core/template/fill';
import { parseTemplate } from '#core/template/parseTemplate';
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
  const steps = new Set<ApiNode>();
  const visit = (reader: ApiNode, above: readonly ApiNode[]): void => {
    const givers = nodesBefore(graph, reader.id).filter(isApiNode).filter(canAnswerBefore(graph, reader.id));
    for (const prefix of prefixesReadBy(reader, endpointOf(reader), document)) {
      const giver = givers.find(({ id, endpoint }) => endpoint?.value === prefix || id === prefix);
      if (giver === undefined || steps.has(giver) || above.includes(giver)) continue;
      visit(giver, [...above, giver]);
      steps.add(giver);
    }
  };
  visit(node, [node]);
  return [...steps];
}

/** Whether a conversation that stands at one node can come to another, or is there already. Both by their ids. */
export function leadsTo(document: FlowDocument, from: string, to: string): boolean {
  return from === to || nodesBefore(localGraph(document), to).some(({ id }) => id === from);
}

/** The nodes from which a way leads to a node, the shortest way first; without the node itself. */
function nodesBefore({ nodes, indexOf, edges }: LocalGraph, end: string): readonly FlowNode[] {
  const incoming = new Map<number, number[]>();
  for (const { from, to } of edges) incoming.set(to, [...(incoming.get(to) ?? []), from]);
  const start = indexOf.get(end);
  // What is added while the set is walked is walked too.
  const reached = new Set(start === undefined ? [] : [start]);
  for (const index of reached) for (const from of incoming.get(index) ?? []) reached.add(from);
  return [...reached].slice(1).flatMap((index) => nodes[index] ?? []);
}

/** Whether a way to the node leaves an API Integration node by a branch that brings its answer. */
function canAnswerBefore(graph: LocalGraph, end: string): (node: ApiNode) => boolean {
  const before = new Set([...nodesBefore(graph, end).map(({ id }) => id), end]);
  return ({ id }) =>
    graph.edges.some(({ from, to, answer }) => {
      const isOwn = graph.nodes[from]?.id === id && answer !== 'unanswered';
      return isOwn && before.has(graph.nodes[to]?.id ?? '');
    });
}

/** What stands before the colon of `[[orders:status]]` in the texts of a node and its endpoint, and of the variables that they use. */
function prefixesReadBy(node: ApiNode, endpoint: Endpoint | undefined, { flow }: FlowDocument): ReadonlySet<string> {
  const prefixes = new Set<string>();
  const seen = new Set<string>();
  const read = (text: string): void => {
    for (const part of parseTemplate(text)) {
      const reading = part.kind === 'session' ? toReading(innermost(part).name) : undefined;
      if (reading?.kind === 'value') prefixes.add(reading.prefix);
      if (reading?.kind !== 'variable' || seen.has(reading.name)) continue;
      seen.add(reading.name);
      for (const { type, variable, example } of flow.nodes.values()) {
        if (type?.value === 'set-variable' && variable?.value === reading.name) read(String(example?.value ?? ''));
      }
    }
  };
  const templates = [...nodeTemplates(node), ...(endpoint === undefined ? [] : endpointTemplates(endpoint))];
  for (const { string } of templates) read(string.value);
  return prefixes;
}
