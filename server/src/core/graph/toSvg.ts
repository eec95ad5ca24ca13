import { toArrow } from '#core/graph/arrow';
import { describeEdge, describeNode, toRoles } from '#core/graph/describe';
import { drawLabel } from '#core/graph/drawLabel';
import type { FlowGraph, GraphEdge, GraphNode } from '#core/graph/flowGraph';
import { ownStyle } from '#core/graph/graphStyle';
import type { PlacedArrow, Point, Size } from '#core/graph/layOutGraph';
import { element, type Markup, text } from '#core/graph/markup';
import type { Excess } from '#core/graph/parts';
import type { Picture, PlacedPart } from '#core/graph/picture';
import { toExcess } from '#core/graph/sketch';
import { counted } from '#core/model/counted';
import { groupBy } from '#core/paths/groupBy';

export interface SvgOptions {
  /** A picture that is a file of its own brings its style, and takes no keys. */
  readonly standsAlone: boolean;
}

/**
 * A picture as an SVG document (SVG 1.1, and roles of WAI-ARIA Graphics): every box is a `g` with `data-key="n…"`, every arrow one with
 * `data-key="e…"` and `data-from`, `data-to`, by their indices in the graph. A small box that names a node elsewhere is `r…`, by the index of its edge.
 */
export function toSvg(picture: Picture, { standsAlone }: SvgOptions): string {
  const { graph, width, height } = picture;
  const box = { width, height };
  const leaving = groupBy(graph.edges, ({ from }) => from);
  const drawing = picture.parts.map((part) => drawPart(graph, part, leaving, standsAlone));
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'flow-graph',
    role: 'graphics-document',
    'aria-label': describePicture(picture),
    viewBox: `0 0 ${width} ${height}`,
    ...box,
  };
  return `${element('svg', attributes, [
    element('title', {}, [text(describePicture(picture))]),
    ...(standsAlone ? [element('style', {}, [text(ownStyle)]), element('rect', { class: 'backdrop', ...box })] : []),
    ...(picture.parts.length === 0
      ? [element('text', { class: 'detail', x: width / 2, y: height / 2 }, [text('No nodes')])]
      : []),
    ...drawing,
  ])}\n`;
}

function describePicture({ graph: { name }, own, shown }: Picture): string {
  const some = shown < own ? `${shown} of ` : '';
  return `${name === '' ? 'A flow without a name' : `Flow ${name}`}: ${some}${counted(own, 'node')}`;
}

function drawPart(
  graph: FlowGraph,
  { part, boxes, layout, at }: PlacedPart,
  leaving: ReadonlyMap<number, readonly GraphEdge[]>,
  standsAlone: boolean,
): Markup {
  const edges = [...part.inner, ...part.leaving];
  const place = (index: number) => ({
    centre: layout.boxes[index] ?? { x: 0, y: 0 },
    size: boxes[index] ?? { width: 0, height: 0 },
  });
  const arrows = edges.map((edge, index) => drawEdge(graph, edge, layout.arrows[index] as PlacedArrow));
  const nodes = part.nodes.map((node, index) =>
    drawNode(graph, node, place(index), leaving.get(node) ?? [], standsAlone),
  );
  const references = part.leaving.map((edge, index) =>
    drawReference(graph, edge, place(part.nodes.length + index), standsAlone),
  );
  const excess = part.more.map((more, index) =>
    drawExcess(
      graph,
      more,
      place(part.nodes.length + part.leaving.length + index),
      layout.arrows[edges.length + index] as PlacedArrow,
    ),
  );
  // No line runs over the label of another.
  const labels = edges.map((edge, index) => drawKeys(graph, edge, layout.arrows[index]?.label ?? { x: 0, y: 0 }));
  const content = [...arrows, ...labels, ...nodes, ...references, ...excess];
  return element('g', { transform: `translate(${at.x} ${at.y})` }, content);
}

interface PlacedBox {
  readonly centre: Point;
  readonly size: Size;
}

/** What can be pressed goes to its text: a link to a reader. In a file there is nothing to go to. */
function toRole(standsAlone: boolean): Readonly<Record<string, string>> {
  return standsAlone ? { role: 'graphics-symbol' } : { role: 'link', tabindex: '-1' };
}

function drawNode(
  graph: FlowGraph,
  index: number,
  { centre: { x, y }, size }: PlacedBox,
  leaving: readonly GraphEdge[],
  standsAlone: boolean,
): Markup {
  const node = graph.nodes[index] as GraphNode;
  const words = describeNode(graph, node, leaving);
  const left = x - size.width / 2;
  const top = y - size.height / 2;
  const run = node.marks.run?.isRunning ? ' running' : '';
  return element(
    'g',
    { class: `node ${node.kind}${run}`, ...toRole(standsAlone), 'data-key': `n${index}`, 'aria-label': words },
    [
      element('title', {}, [text(words)]),
      drawBox(node, { x: left, y: top, ...size }),
      element('text', { class: 'title', x, y: y - 3 }, [text(node.title)]),
      element('text', { class: 'detail', x, y: y + 13 }, [text(node.detail)]),
      ...drawRole(node, left, top),
      ...drawFindings(node, left + size.width, top),
    ],
  );
}

/** Where a conversation begins, above the left corner of a box. */
function drawRole(node: GraphNode, left: number, top: number): readonly Markup[] {
  const [role] = toRoles(node);
  return role === undefined ? [] : [element('text', { class: 'role', x: left + 2, y: top - 5 }, [text(`▶ ${role}`)])];
}

/** How many findings there are, above the right corner of a box. */
function drawFindings(node: GraphNode, right: number, top: number): readonly Markup[] {
  const signs = toSigns(node);
  const level = node.marks.errors > 0 ? 'error' : 'warning';
  return signs === '' ? [] : [element('text', { class: `findings ${level}`, x: right - 2, y: top - 5 }, [text(signs)])];
}

/** `✗ 2 △ 1`: few enough letters to stand above a box beside its role. */
function toSigns({ marks: { errors, warnings } }: GraphNode): string {
  return [...(errors > 0 ? [`✗ ${errors}`] : []), ...(warnings > 0 ? [`△ ${warnings}`] : [])].join(' ');
}

/** Each kind has a shape of its own: ends are round, what calls an API has a bar, and another flow a bar on both sides. */
function drawBox({ kind }: GraphNode, { x, y, width, height }: Point & Size): Markup {
  const radius = kind === 'end' ? height / 2 : kind === 'step' ? 10 : 2;
  const bar = (at: number) => element('path', { class: 'box', d: `M${at} ${y}V${y + height}` });
  const bars = kind === 'api' ? [bar(x + 6)] : kind === 'flow' ? [bar(x + 6), bar(x + width - 6)] : [];
  return element('g', {}, [element('rect', { class: 'box', x, y, width, height, rx: radius }), ...bars]);
}

function drawReference(graph: FlowGraph, edge: number, place: PlacedBox, standsAlone: boolean): Markup {
  const { title } = graph.nodes[graph.edges[edge]?.to ?? 0] as GraphNode;
  const attributes = { ...toRole(standsAlone), 'data-key': `r${edge}`, 'aria-label': `${title}, drawn elsewhere` };
  return drawSmallBox(`↗ ${title}`, place, attributes);
}

/** The edges of a node that there is no room for: an arrow without a key to a box that tells how many there are. */
function drawExcess(graph: FlowGraph, excess: Excess, place: PlacedBox, arrow: PlacedArrow): Markup {
  const words = `${graph.nodes[excess.node]?.title}: ${counted(excess.count, 'more arrow')} to nodes drawn elsewhere`;
  return element('g', { role: 'graphics-symbol', 'aria-label': words }, [
    ...drawArrow(arrow),
    drawSmallBox(toExcess(excess), place, {}),
  ]);
}

function drawSmallBox(
  words: string,
  { centre: { x, y }, size: { width, height } }: PlacedBox,
  attributes: Readonly<Record<string, string>>,
): Markup {
  return element('g', { class: 'reference', ...attributes }, [
    ...(attributes['aria-label'] === undefined ? [] : [element('title', {}, [text(attributes['aria-label'])])]),
    element('rect', { class: 'box', x: x - width / 2, y: y - height / 2, width, height, rx: height / 2 }),
    element('text', { class: 'title', x, y: y + 4 }, [text(words)]),
  ]);
}

function drawArrow({ points }: PlacedArrow): readonly Markup[] {
  const { line, head } = toArrow(points);
  return [element('path', { class: 'line', d: line }), element('path', { class: 'head', d: head })];
}

function drawEdge(graph: FlowGraph, index: number, placed: PlacedArrow): Markup {
  const edge = graph.edges[index] as GraphEdge;
  const { branches, from, to } = edge;
  const words = describeEdge(graph, edge);
  return element(
    'g',
    {
      class: `edge${branches.length === 0 ? ' unlabelled' : ''}${toLight(edge)}`,
      role: 'graphics-symbol',
      'data-key': `e${index}`,
      'data-from': from,
      'data-to': to,
      'aria-label': words,
    },
    [element('title', {}, [text(words)]), ...drawArrow(placed)],
  );
}

/** The keys of an arrow's branches. A reader hears them with the arrow. */
function drawKeys(graph: FlowGraph, index: number, at: Point): Markup {
  const edge = graph.edges[index] as GraphEdge;
  return element(
    'g',
    { class: `keys${toLight(edge)}`, 'data-key': `e${index}`, 'aria-hidden': 'true' },
    drawLabel(edge, at),
  );
}

/** The classes of what a run has lit. */
function toLight({ outcome, isStale }: GraphEdge): string {
  return outcome === undefined ? '' : ` lit ${outcome}${isStale ? ' stale' : ''}`;
}
