import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { createDigraph } from '#core/paths/compactWays';
import { type Fact, factsOf, values, variable } from '#core/paths/facts';
import { type JointGraph, jointGraph } from '#core/paths/jointGraph';
import type { Edge } from '#core/paths/localGraph';
import { solve } from '#core/paths/solve';
import { stronglyConnected } from '#core/paths/stronglyConnected';
import { nodeKinds } from '../support/fuzz/nodeKinds';
import { createRandom, type Random } from '../support/random';

const rounds = 300;

suite('strongly connected components', () => {
  test('are what can reach each other, and are numbered after those they lead to', () => {
    const random = createRandom('components');
    for (let round = 0; round < rounds; round++) {
      const count = 1 + random(12);
      const inside = Array.from({ length: count }, () => Array.from({ length: random(4) }, () => random(count)));
      const component = stronglyConnected(createDigraph(count, (node) => inside[node] ?? []));
      const reaches = inside.map((_, node) => reachableFrom(node, inside));
      for (const [a, fromA] of reaches.entries()) {
        for (const [b, fromB] of reaches.entries()) {
          assert.equal(component[a] === component[b], a === b || (fromA.has(b) && fromB.has(a)), `round ${round}`);
          if (fromA.has(b)) assert.ok((component[a] ?? 0) >= (component[b] ?? 0), `round ${round}`);
        }
      }
    }
  });

  test('of a circle of 100,000 nodes do not overflow the stack', () => {
    const count = 100_000;
    const component = stronglyConnected(createDigraph(count, (node) => [(node + 1) % count]));
    assert.deepEqual([...new Set(component)], [0]);
  });
});

suite('what holds on the way to a node', () => {
  test('is what every walk brings, what some bring, or what none does', () => {
    const random = createRandom('facts');
    const seen = { always: 0, sometimes: 0, never: 0, unreached: 0 };
    for (let round = 0; round < rounds; round++) {
      const graph = graphOf(randomFlow(random));
      const facts: readonly Fact[] = [variable('a'), variable('b'), values('api'), values('n1')];
      const solution = solve(graph, facts);
      for (const node of graph.nodes.keys()) {
        for (const fact of facts) {
          const expected = walked(graph, fact, node);
          assert.equal(solution.holding(fact, node), expected, `round ${round}, node ${node}, ${fact}`);
          seen[expected ?? 'unreached']++;
          if (expected === 'sometimes') assertWay(graph, fact, node, solution.wayWithout(fact, node));
        }
      }
    }
    for (const [holding, count] of Object.entries(seen)) assert.ok(count > 100, `${holding} was met ${count} times`);
  });

  test('is carried for more facts than fit into one round', () => {
    const names = Array.from({ length: 100 }, (_, index) => `v${index}`);
    const nodes = Object.fromEntries(
      names.map((name, index) => [`n${index}`, { type: 'request-input', variable: name, next: `n${index + 1}` }]),
    );
    const graph = graphOf({ ...nodes, n100: { type: 'end' } });
    const solution = solve(graph, names.map(variable));
    for (const [index, name] of names.entries()) {
      assert.equal(solution.holding(variable(name), 100), 'always');
      assert.equal(solution.holding(variable(name), index), 'never');
    }
  });
});

suite('flows that lead to one another', () => {
  const there = flowOf('there', { ask: { type: 'request-input', variable: 'v', next: { flow: 'back' } } });
  const back = flowOf('back', { read: { type: 'text-display', text: '[[v]]', next: { flow: 'there' } } });
  const behind = flowOf('behind', { end: { type: 'end' } });
  const flows = [there, back, behind];
  const project = { flows: () => flows, flowsNamed: () => [] } as Partial<Project> as Project;

  test('have one graph, the same whichever is asked about and in whatever order they are known', () => {
    const graph = jointGraph(there, project);
    assert.equal(jointGraph(back, project), graph);
    const turned = jointGraph(back, { ...project, flows: () => [back, behind, there] });
    assert.deepEqual(turned, graph);
    assert.equal(solve(graph, [variable('v')]).holding(variable('v'), graph.firstOf.get(back.uri) ?? -1), 'always');
  });
  test('are apart from those that they do not lead to', () => {
    assert.deepEqual([...jointGraph(behind, project).firstOf.keys()], [behind.uri]);
  });
});

function flowOf(name: string, nodes: Readonly<Record<string, unknown>>) {
  const text = JSON.stringify({ version: 1, name, start: Object.keys(nodes)[0], nodes });
  return readDocument(`file:///${name}.flow.json`, text);
}

/** A flow of the given nodes, by itself, from its first one. */
function graphOf(nodes: Readonly<Record<string, unknown>>): JointGraph {
  const text = JSON.stringify({ version: 1, name: 'random', start: Object.keys(nodes)[0], nodes });
  return jointGraph(readDocument('file:///random.flow.json', text), nobodyElse);
}

const nobodyElse: Project = {
  flows: () => [],
  flowsNamed: () => [],
} as Partial<Project> as Project;

function randomFlow(random: Random): Readonly<Record<string, unknown>> {
  const count = 2 + random(8);
  const target = () => `n${random(count)}`;
  const kinds = nodeKinds(target, random);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`n${index}`, kinds[random(kinds.length)]?.()]),
  );
}

/** The same by its definition: by walking with and without the fact. */
function walked({ nodes, outgoing, entries }: JointGraph, fact: Fact, goal: number) {
  const without = new Set(entries);
  for (const node of without) {
    for (const edge of outgoing[node] ?? []) if (!brings(nodes, fact, edge)) without.add(edge.to);
  }
  const reached = new Set(entries);
  for (const node of reached) for (const { to } of outgoing[node] ?? []) reached.add(to);
  const behind = new Set<number>();
  for (const node of reached) {
    for (const edge of outgoing[node] ?? []) if (mayBring(nodes, fact, edge)) behind.add(edge.to);
  }
  for (const node of behind) for (const { to } of outgoing[node] ?? []) behind.add(to);
  if (!reached.has(goal)) return undefined;
  if (!without.has(goal)) return 'always';
  return behind.has(goal) ? 'sometimes' : 'never';
}

function brings(nodes: JointGraph['nodes'], fact: Fact, { from, answer }: Edge): boolean {
  const node = nodes[from]?.node;
  if (node === undefined) return false;
  const { always, answered } = factsOf(node);
  return always.includes(fact) || (answer === 'answered' && answered.includes(fact));
}

function mayBring(nodes: JointGraph['nodes'], fact: Fact, edge: Edge): boolean {
  const node = nodes[edge.from]?.node;
  if (node === undefined) return false;
  const { always, answered } = factsOf(node);
  return always.includes(fact) || (edge.answer !== 'unanswered' && answered.includes(fact));
}

function assertWay({ nodes, outgoing, entries }: JointGraph, fact: Fact, goal: number, way: readonly Edge[]): void {
  assert.ok(entries.includes(way[0]?.from ?? goal), 'begins where conversations do');
  assert.equal(way.at(-1)?.to ?? goal, goal);
  for (const [index, edge] of way.entries()) {
    assert.ok(outgoing[edge.from]?.includes(edge), 'walks along edges');
    assert.ok(!brings(nodes, fact, edge), 'never brings the fact');
    if (index > 0) assert.equal(way[index - 1]?.to, edge.from);
  }
}

function reachableFrom(start: number, successors: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set(successors[start]);
  for (const node of reached) for (const to of successors[node] ?? []) reached.add(to);
  return reached;
}
