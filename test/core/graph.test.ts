import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeNode } from '#core/graph/describe';
import { type FlowGraph, flowGraph, type NodeMarks } from '#core/graph/flowGraph';
import { columnsOf, toLabel } from '#core/graph/label';
import { divide } from '#core/graph/parts';
import { draw, drawInSteps, type Layouts, type Picture } from '#core/graph/picture';
import { toMermaid } from '#core/graph/toMermaid';
import { toSvg } from '#core/graph/toSvg';
import { readDocument } from '#core/model/document';
import { createRandom, type Random } from '../support/random';

const noMarks: NodeMarks = { errors: 0, warnings: 0, run: undefined };

function graphOf(flow: unknown, marks: NodeMarks = noMarks): FlowGraph {
  const text = typeof flow === 'string' ? flow : JSON.stringify(flow);
  return flowGraph(readDocument('file:///a.flow.json', text), undefined, () => marks);
}

/** A flow of so many nodes, each with a few branches to any of them. */
function randomFlow(count: number, random: Random): object {
  const any = (): string => `n${random(count)}`;
  const nodes = Array.from({ length: count }, (_, index) => [
    `n${index}`,
    {
      type: 'menu',
      text: '',
      results: { a: any(), b: any(), c: random(5) === 0 ? 'gone' : `n${Math.min(count - 1, index + 1)}` },
    },
  ]);
  return { version: 1, name: 'random', start: 'n0', nodes: Object.fromEntries(nodes) };
}

function toEnd<T>(steps: Generator<void, T>): { readonly steps: number; readonly end: T } {
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done) return { steps: count, end: step.value };
  }
}

describe('a long flow is divided', () => {
  const graph = graphOf(randomFlow(500, createRandom('1')));
  const parts = divide(graph);

  test('so that each node is in one part, and no part is too long', () => {
    assert.deepEqual(
      parts.flatMap(({ nodes }) => nodes).sort((a, b) => a - b),
      [...graph.nodes.keys()],
    );
    assert.ok(parts.every(({ nodes }) => nodes.length <= 60));
  });

  test('and each arrow is inside one part, or leaves the part of its node', () => {
    const edges = parts.flatMap(({ inner, leaving }) => [...inner, ...leaving]);
    assert.deepEqual(
      edges.sort((a, b) => a - b),
      [...graph.edges.keys()],
    );
    for (const { nodes, inner, leaving } of parts) {
      assert.ok([...inner, ...leaving].every((edge) => nodes.includes(graph.edges[edge]?.from ?? -1)));
      assert.ok(inner.every((edge) => nodes.includes(graph.edges[edge]?.to ?? -1)));
      assert.ok(leaving.every((edge) => !nodes.includes(graph.edges[edge]?.to ?? -1)));
    }
  });
});

test('a part stays small whatever leads where: all to all, one to all, all to one', () => {
  const ids = Array.from({ length: 300 }, (_, index) => `n${index}`);
  const all = Object.fromEntries(ids.map((id) => [id, id]));
  const flowWhere = (resultsOf: (index: number) => object) =>
    graphOf({ nodes: Object.fromEntries(ids.map((id, index) => [id, { type: 'menu', results: resultsOf(index) }])) });
  for (const graph of [
    flowWhere(() => all),
    flowWhere((index) => (index === 0 ? all : {})),
    flowWhere(() => ({ a: 'n0' })),
  ]) {
    for (const { nodes, inner, leaving, more } of divide(graph)) {
      assert.ok(nodes.length <= 60 && inner.length <= 200 && leaving.length + more.length <= 9 * nodes.length);
    }
    const drawn = divide(graph).flatMap(({ inner, leaving, more }) => [
      ...inner,
      ...leaving,
      ...more.flatMap(({ count }) => Array(count).fill(0)),
    ]);
    assert.equal(drawn.length, graph.edges.length);
  }
  const svg = toSvg(draw(flowWhere((index) => (index === 0 ? all : {}))), { standsAlone: false });
  assert.match(svg, /aria-label="n0: 2\d\d more arrows to nodes drawn elsewhere"/);
});

test('a picture is laid out part by part, and an edit lays out only its own part anew', () => {
  const flow = randomFlow(300, createRandom('2')) as { nodes: Record<string, object> };
  const { steps, end } = toEnd(drawInSteps(graphOf(flow)));
  assert.equal(steps, divide(graphOf(flow)).length + 1);
  const renamed = { ...flow, nodes: { ...flow.nodes, n0: { ...flow.nodes.n0, type: 'multiple-choice-input' } } };
  const again = toEnd(drawInSteps(graphOf(renamed), { known: end.layouts })).end;
  const isNew = (layouts: Layouts): boolean[] => [...layouts].map(([key, layout]) => end.layouts.get(key) !== layout);
  assert.equal(isNew(again.layouts).filter(Boolean).length, 1);
});

test('what a run lights and what is found move nothing', () => {
  const flow = randomFlow(40, createRandom('3'));
  const run = { isRunning: false, outcome: 'success', taken: undefined, summary: '404 → n1', isStale: false } as const;
  const places = ({ parts }: Picture) => parts.map(({ layout, at }) => ({ layout, at }));
  assert.deepEqual(places(draw(graphOf(flow, { errors: 2, warnings: 1, run }))), places(draw(graphOf(flow))));
});

test('of a flow that is too long for a view, the parts around a node are drawn', () => {
  const graph = graphOf(randomFlow(1_000, createRandom('4')));
  const { picture } = toEnd(drawInSteps(graph, { most: 200, around: 700 })).end;
  assert.ok(picture.parts.some(({ part }) => part.nodes.includes(700)));
  assert.ok(picture.shown <= 200 && picture.shown > 100);
});

test('boxes do not lie on one another, and all of it is inside the picture', () => {
  const random = createRandom('5');
  for (const count of [1, 2, 7, 30, 90]) {
    const picture = draw(graphOf(randomFlow(count, random)));
    const svg = toSvg(picture, { standsAlone: false });
    const boxes = [
      ...svg.matchAll(/<rect class="box" x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ];
    assert.ok(boxes.length >= count);
    for (const { layout, at } of picture.parts) {
      assert.ok(at.x + layout.width <= picture.width && at.y + layout.height <= picture.height);
    }
    for (const { part, layout } of picture.parts) {
      const middles = layout.boxes.slice(0, part.nodes.length);
      const apart = middles.every((a, i) =>
        middles.every((b, j) => i === j || Math.abs(a.x - b.x) >= 90 || Math.abs(a.y - b.y) >= 46),
      );
      assert.ok(apart, `${count} nodes`);
    }
  }
});

test('any text is drawn: cut anywhere, and deep', () => {
  const text = JSON.stringify(randomFlow(6, createRandom('6')));
  for (let cut = 0; cut < text.length; cut += 5)
    assert.match(toSvg(draw(graphOf(text.slice(0, cut))), { standsAlone: true }), /<\/svg>\n$/);
  for (const odd of [
    '',
    '[',
    '['.repeat(100_000),
    '{"nodes":[]}',
    '{"nodes":{"a":7}}',
    '{"start":7,"nodes":{"a":{"next":"a"}}}',
  ]) {
    assert.match(toMermaid(graphOf(odd)), /^flowchart TD\n/);
    assert.match(toSvg(draw(graphOf(odd)), { standsAlone: true }), /<\/svg>\n$/);
  }
});

test('what a run has come to is well-formed, whatever characters its branch has', () => {
  const run = { isRunning: false, outcome: undefined, taken: undefined, summary: '\ud800 \ufffe → x', isStale: false };
  const svg = toSvg(draw(graphOf({ nodes: { a: {} } }, { ...noMarks, run })), { standsAlone: true });
  assert.match(svg, /last run \ufffd \ufffd → x/);
  assert.doesNotMatch(svg, /[\p{Cs}\ufffe]/u);
});

test('a node of very many branches is described and labelled in a few words', () => {
  const results = Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`key ${index}`, 'end']));
  const graph = graphOf({ start: 'a', nodes: { a: { type: 'menu', results }, end: { type: 'end' } } });
  assert.equal(graph.edges.length, 1);
  const [node] = graph.nodes;
  assert.ok(node);
  assert.match(describeNode(graph, node, graph.edges), /^a, Menu, start; key 0, .*key 11, 149988 more lead to end$/);
  assert.match(toMermaid(graph), /\|"key 0, .*key 11, 149988 more"\|/);
  assert.match(toSvg(draw(graph), { standsAlone: false }), />and 149989 more</);
});

test('an arrow from a node to itself goes round', () => {
  const svg = toSvg(draw(graphOf({ nodes: { a: { type: 'menu', results: { again: 'a' } } } })), { standsAlone: false });
  const [, line = ''] = /class="line" d="([^"]+)"/.exec(svg) ?? [];
  const xs = [...line.matchAll(/(-?[\d.]+) -?[\d.]+/g)].map(([, x]) => Number(x));
  assert.ok(Math.max(...xs) - Math.min(...xs) > 10, line);
});

test('a name is shown in one line, cut, and not at all where it looks like a secret', () => {
  assert.equal(toLabel('a\nb\u202ec\u0000\ud800'), 'a\\u000ab\\u202ec\\u0000\\ud800');
  assert.equal(toLabel('x'.repeat(40)), `${'x'.repeat(31)}…`);
  assert.equal(toLabel(`${'x'.repeat(30)}🎉🎉`), `${'x'.repeat(30)}🎉🎉`);
  assert.equal(toLabel(`ghp_${'a'.repeat(36)}`), '(a literal secret)');
  assert.equal(toLabel(''), '""');
  assert.equal(toLabel('\uffff'), '\uFFFD');
  assert.equal(columnsOf('a漢🎉'), 5);
});
