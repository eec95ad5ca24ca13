import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type FlowDocument, readAnew, readDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { type Circle, createCircles } from '#core/paths/circles';
import { type Fact, values, variable } from '#core/paths/facts';
import { type JointGraph, jointGraph, walksOf } from '#core/paths/jointGraph';
import { passedNodes } from '#core/paths/passedNodes';
import { solve } from '#core/paths/solve';
import { uncertainNodes } from '#core/paths/uncertainNodes';
import { nodeKinds } from '../support/fuzz/nodeKinds';
import { createRandom, type Random } from '../support/random';

const rounds = 150;
const steps = 30;
const names = ['one', 'two'];

suite('ways through flows, edit after edit', () => {
  test('are those of flows that are read anew', () => {
    const random = createRandom('followed');
    const kept = { graph: 0, walks: 0, circles: 0, passed: 0 };
    for (let round = 0; round < rounds; round++) tryRound(random, `round ${round}`, kept);
    // Else nothing is followed, and everything is right for nothing.
    for (const [what, count] of Object.entries(kept)) assert.ok(count > 500, `${what} stayed ${count} times`);
  });
});

type Kept = Record<'graph' | 'walks' | 'circles' | 'passed', number>;

function tryRound(random: Random, name: string, kept: Kept): void {
  const count = 3 + random(9);
  const flows = names.map((flow) => randomFlow(flow, count, random));
  let documents = flows.map((flow) => readDocument(`file:///${flow.name}.flow.json`, JSON.stringify(flow)));
  const followedCircles = createCircles();
  const last = new Map<string, Readonly<Record<keyof Kept, unknown>>>();
  for (let step = 0; step < steps; step++) {
    const edited = random(flows.length);
    const flow = flows[edited] ?? assert.fail();
    editFlow(flow, count, random);
    documents = documents.map((document, index) =>
      index === edited ? readAnew(document, JSON.stringify(flow)) : document,
    );
    const asked = documents[random(documents.length)] ?? assert.fail();
    const graph = graphOf(asked, documents);
    const anew = documents.map(({ uri, text }) => readDocument(uri, text));
    const cold = graphOf(anew.find(({ uri }) => uri === asked.uri) ?? assert.fail(), anew);
    const isIn = Uint8Array.from(graph.nodes, ({ node }) => (node.type === 'menu' ? 0 : 1));
    const circles = followedCircles(graph, isIn);
    assertSame({ graph, circles }, cold, isIn, `${name}, step ${step}`);
    const now = { graph: graph.lineage, circles, walks: walksOf(graph), passed: passedNodes(graph) };
    for (const key of Object.keys(kept) as (keyof Kept)[]) if (last.get(asked.uri)?.[key] === now[key]) kept[key]++;
    last.set(asked.uri, now);
  }
}

const facts: readonly Fact[] = [variable('a'), variable('b'), values('api'), values('n1'), variable('nobody')];

function assertSame(
  { graph, circles }: { readonly graph: JointGraph; readonly circles: readonly Circle[] },
  cold: JointGraph,
  isIn: Uint8Array,
  name: string,
): void {
  assert.deepEqual(graph.outgoing, cold.outgoing, name);
  assert.deepEqual(graph.entries, cold.entries, name);
  assert.deepEqual(graph.nodes, cold.nodes, name);
  assert.deepEqual(walksOf(graph).isReached, walksOf(cold).isReached, name);
  assert.deepEqual([...walksOf(graph).order].sort(), [...walksOf(cold).order].sort(), name);
  assert.deepEqual(uncertainNodes(graph), uncertainNodes(cold), name);
  assert.deepEqual(circles, createCircles()(cold, isIn), name);
  const [followed, found] = [solve(graph, facts), solve(cold, facts)];
  for (const fact of facts) {
    for (const node of graph.nodes.keys()) {
      assert.equal(followed.holding(fact, node), found.holding(fact, node), `${name}: ${fact} at ${node}`);
    }
  }
}

function graphOf(document: FlowDocument, flows: readonly FlowDocument[]): JointGraph {
  return jointGraph(document, { flows: () => flows } as Partial<Project> as Project);
}

interface RandomFlow {
  version: 1;
  name: string;
  start: string;
  readonly nodes: Record<string, Record<string, unknown>>;
}

function randomFlow(name: string, count: number, random: Random): RandomFlow {
  const nodes = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`n${index}`, randomNode(index, count, random)]),
  );
  return { version: 1, name, start: 'n0', nodes };
}

/** Mostly on to the next nodes, at times back, and now and then nowhere or into the other flow. */
function randomTarget(from: number, count: number, random: Random): unknown {
  const kind = random(12);
  if (kind === 0)
    return { flow: names[random(names.length)], ...(random(2) === 0 ? { step: `n${random(count)}` } : {}) };
  if (kind === 1) return `n${random(count)}x`;
  return `n${kind < 5 ? random(count) : Math.min(count - 1, from + 1 + random(3))}`;
}

function randomNode(index: number, count: number, random: Random): Record<string, unknown> {
  const target = () => randomTarget(index, count, random);
  const kinds = [
    ...nodeKinds(target, random),
    () => ({ type: random(4) === 0 ? 'wait-for-callback' : 'calculate', next: target() }),
  ];
  return kinds[random(kinds.length)]?.() ?? {};
}

/** Mostly another target; at times another node in the place of one, an id, a start, a node more or less. */
function editFlow(flow: RandomFlow, count: number, random: Random): void {
  const ids = Object.keys(flow.nodes);
  const place = random(ids.length);
  const id = ids[place] ?? 'n0';
  const kind = random(16);
  if (kind === 0) flow.start = `n${random(count)}`;
  else if (kind === 1) flow.nodes[id] = randomNode(place, count, random);
  else if (kind === 2) flow.nodes[`n${random(count + 2)}`] ??= randomNode(place, count, random);
  else if (kind === 3 && ids.length > 2) delete flow.nodes[id];
  else if (kind === 4) flow.name = random(3) === 0 ? 'three' : (names[random(names.length)] ?? '');
  else retarget(flow.nodes[id] ?? {}, place, count, random);
}

function retarget(node: Record<string, unknown>, place: number, count: number, random: Random): void {
  const groups = [node, node.results, node.responses].filter((group) => group !== undefined) as Record<
    string,
    unknown
  >[];
  const ways = groups.flatMap((group) =>
    Object.keys(group).flatMap((key) => (group === node && key !== 'next' ? [] : [{ group, key }])),
  );
  const way = ways[random(Math.max(1, ways.length))];
  if (way !== undefined) way.group[way.key] = randomTarget(place, count, random);
}
