import { Blank, type Candidate, valueCandidate } from '#core/completion/candidate';
import { toDetail } from '#core/completion/shown';
import { nodeAround, type Surroundings } from '#core/completion/surroundings';
import type { FlowDocument } from '#core/model/document';
import { type Branch, branchesOf, type Flow, type FlowNode } from '#core/model/flow';
import { ownerOf, type Place } from '#core/place/place';
import { asString, findProperty } from '#core/syntax/tree';

/** Where a branch can lead: the nodes of this flow, those that are still to be made, then the other flows. */
export function* targetCandidates(place: Place, around: Surroundings): Iterable<Candidate> {
  for (const node of rankedNodes(place, around)) yield nodeCandidate(node);
  for (const [id, from] of wantedNodes(around)) {
    if (id !== place.token.typed)
      yield valueCandidate(id, 'node', `${from} leads there too, and no node has this id yet`);
  }
  for (const flow of otherFlows(around)) {
    yield {
      label: `{ "flow": ${JSON.stringify(nameOf(flow))} }`,
      kind: 'flow',
      filter: nameOf(flow),
      detail: () => describeFlow(flow),
      inserts: { kind: 'value', value: { flow: nameOf(flow) } },
    };
  }
}

/** The first node: those that nothing leads to are meant before all others. */
export function startCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  return rankedNodes(place, around).map(nodeCandidate);
}

export function flowCandidates(_place: Place, around: Surroundings): readonly Candidate[] {
  return otherFlows(around).map((flow) => ({
    label: nameOf(flow),
    kind: 'flow',
    detail: () => describeFlow(flow),
    inserts: { kind: 'value', value: nameOf(flow) },
  }));
}

/** The nodes of the flow that is named beside it. */
export function stepCandidates(place: Place, around: Surroundings): readonly Candidate[] {
  const name = flowBeside(place, around);
  const flows = name === undefined ? [] : (around.project?.flowsNamed(name) ?? []);
  return flows.flatMap(({ flow }) => [...flow.nodes.values()].map(nodeCandidate));
}

function flowBeside(place: Place, around: Surroundings): string | undefined {
  const { text } = around.document;
  if (place.container === undefined) return undefined;
  // What is typed in this one object, up to its end: a step has no braces.
  const end = text.indexOf('}', place.container);
  const inside = text.slice(place.container, end === -1 ? undefined : end);
  const written = /"flow"\s*:\s*("(?:[^"\\\r\n]|\\.)*")/.exec(inside)?.[1];
  try {
    return written === undefined ? undefined : String(JSON.parse(written));
  } catch {
    return undefined;
  }
}

function nodeCandidate(node: FlowNode): Candidate {
  return { label: node.id, kind: 'node', detail: () => describeNode(node), inserts: { kind: 'value', value: node.id } };
}

/** What a node says to the customer, else what it is for, else what it is. */
export function describeNode({ object, type }: FlowNode): string | undefined {
  const said = ['text', 'description'].flatMap((key) => asString(findProperty(object, key)?.value)?.value ?? []);
  const text = said.find((each) => each.trim() !== '') ?? type?.value;
  return text === undefined ? undefined : toDetail(text);
}

function describeFlow({ flow }: FlowDocument): string {
  const description = asString(findProperty(flow.object, 'description')?.value)?.value;
  return description === undefined ? 'flow' : `flow · ${toDetail(description)}`;
}

function nameOf({ flow }: FlowDocument): string {
  return flow.name?.value ?? '';
}

/** All flows that can be led to, but this one: a library has no nodes. By name. */
function otherFlows({ document, project }: Surroundings): readonly FlowDocument[] {
  const flows = (project?.flows() ?? []).filter(
    ({ uri, flow }) => uri !== document.uri && flow.nodes.size > 0 && (flow.name?.value ?? '') !== '',
  );
  return [...flows].sort((a, b) => Number(nameOf(a) > nameOf(b)) - Number(nameOf(a) < nameOf(b)));
}

/**
 * Nodes that nothing leads to yet, for a result; for a default response, where the others lead, which share their answer mostly. Then
 * the other way round, then the rest in the order of the text, and the first node and the node itself last.
 */
export function rankedNodes(place: Place, around: Surroundings): readonly FlowNode[] {
  const { flow } = around;
  const own = ownerOf(place)?.name;
  const siblings = siblingTargets(place, around);
  const led = targetsIn(flow);
  const unled = [...flow.nodes.keys()].filter((id) => !led.has(id));
  const first = place.path[2] === 'responses' ? [...siblings, ...unled] : [...unled, ...siblings];
  const ids = new Set([...first, ...flow.nodes.keys()]);
  // Back to the start, or to itself: both are rare, and circles.
  const last = place.path[0] === 'start' ? [] : [asString(flow.start?.value)?.value, own];
  const others = [...ids].filter((id) => id !== '' && !last.includes(id));
  return [...others, ...new Set(last)].flatMap((id) => (id === undefined ? [] : (flow.nodes.get(id) ?? [])));
}

function siblingTargets(place: Place, around: Surroundings): readonly string[] {
  const node = nodeAround(place, around);
  if (node === undefined) return [];
  const beside: readonly Branch[] = place.path[2] === 'responses' ? (node.api?.responses ?? []) : node.results;
  return [...beside, ...branchesOf(node)].flatMap(({ target }) => (target.kind === 'node' ? [target.id] : []));
}

/** The nodes that the flow's start and branches lead to, and those that it is entered at. */
function targetsIn(flow: Flow): ReadonlySet<string> {
  const start = asString(flow.start?.value)?.value;
  const targets = new Set(start === undefined ? [] : [start]);
  for (const node of flow.nodes.values()) {
    if (node.entry) targets.add(node.id);
    for (const { target } of branchesOf(node)) if (target.kind === 'node') targets.add(target.id);
  }
  return targets;
}

/** As many as can be looked through in a list that opens in the middle of the text. */
export const mostChoices = 20;

/** Makes holes for targets, each with the likeliest ones to choose from. */
export function targetBlanks(place: Place, around: Surroundings): () => Blank {
  const ids = [...rankedNodes(place, around).map(({ id }) => id), ...wantedNodes(around).keys()].slice(0, mostChoices);
  return () => new Blank('end', ids);
}

/** Ids that the start or a branch leads to and no node has, with who leads there, in the order of the text. */
export function wantedNodes({ flow }: Surroundings): ReadonlyMap<string, string> {
  const wanted = new Map<string, string>();
  const add = (id: string, from: string): void => {
    if (id !== '' && !flow.nodes.has(id) && !wanted.has(id)) wanted.set(id, from);
  };
  const start = asString(flow.start?.value);
  if (start !== undefined) add(start.value, 'the start');
  for (const node of flow.nodes.values()) {
    for (const { target } of branchesOf(node)) if (target.kind === 'node') add(target.id, node.id);
  }
  return wanted;
}
