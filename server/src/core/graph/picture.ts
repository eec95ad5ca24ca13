import type { FlowGraph, GraphNode } from '#core/graph/flowGraph';
import { type Layout, layOutGraph, type Point, type Size } from '#core/graph/layOutGraph';
import { divide, type Part } from '#core/graph/parts';
import { toSketch } from '#core/graph/sketch';

/** A graph with a place for everything in it. */
export interface Picture extends Size {
  readonly graph: FlowGraph;
  readonly parts: readonly PlacedPart[];
  /** How many nodes of its own the flow has, and how many of them are drawn: all, but in a picture that was asked to show fewer. */
  readonly own: number;
  readonly shown: number;
}

interface LaidOutPart {
  readonly part: Part;
  /** Sizes of the boxes, and where they go. */
  readonly boxes: readonly Size[];
  readonly layout: Layout;
}

export interface PlacedPart extends LaidOutPart {
  /** The top left corner of the part in the picture. */
  readonly at: Point;
}

/** Layouts of parts by what they were made from: an edit of one node moves the boxes of its own part alone. */
export type Layouts = ReadonlyMap<string, Layout>;

export interface PictureOptions {
  /** Layouts of an earlier picture. */
  readonly known?: Layouts;
  /** As many nodes as are drawn at the most. */
  readonly most?: number;
  /** The index of the node that must be among them. */
  readonly around?: number;
}

/**
 * Lays a graph out, a part at each step, so that whoever has other things to do can do them in between. Gives the picture, and the
 * layouts for the next one.
 */
export function* drawInSteps(
  graph: FlowGraph,
  { known = new Map(), most = Number.POSITIVE_INFINITY, around = 0 }: PictureOptions = {},
): Generator<void, { readonly picture: Picture; readonly layouts: Layouts }> {
  const layouts = new Map<string, Layout>();
  const drawn: LaidOutPart[] = [];
  for (const part of choose(divide(graph), most, around)) {
    const sketch = toSketch(graph, part);
    const key = JSON.stringify(sketch);
    const layout = layouts.get(key) ?? known.get(key) ?? layOutGraph(sketch);
    layouts.set(key, layout);
    drawn.push({ part, boxes: sketch.boxes, layout });
    yield;
  }
  return { picture: arrange(graph, drawn), layouts };
}

/** Lays a graph out in one go. */
export function draw(graph: FlowGraph): Picture {
  const steps = drawInSteps(graph);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.picture;
}

/** The parts on both sides of the one that the node is in, as far as there is room for. */
function choose(parts: readonly Part[], most: number, around: number): readonly Part[] {
  const middle = Math.max(
    0,
    parts.findIndex(({ nodes }) => nodes.includes(around)),
  );
  const byDistance = [...parts.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  let room = most;
  const chosen = new Set(
    byDistance.filter((index, place) => {
      room -= parts[index]?.nodes.length ?? 0;
      return place === 0 || room >= 0;
    }),
  );
  return parts.filter((_, index) => chosen.has(index));
}

const margin = 24;
const gap = 64;
/** What a picture has at the least, for the words of an empty one. */
const least = { width: 160, height: 64 };

/** Puts parts beside each other in rows, so that the whole is about as wide as it is high. */
function arrange(graph: FlowGraph, drawn: readonly LaidOutPart[]): Picture {
  const area = drawn.reduce((sum, { layout }) => sum + (layout.width + gap) * (layout.height + gap), 0);
  const widest = Math.max(0, ...drawn.map(({ layout }) => layout.width));
  const limit = Math.max(widest, Math.sqrt(area));
  const parts: PlacedPart[] = [];
  let at = { x: 0, y: 0 };
  let rowHeight = 0;
  let width = 0;
  for (const laidOut of drawn) {
    const { layout } = laidOut;
    if (at.x > 0 && at.x + layout.width > limit) {
      at = { x: 0, y: at.y + rowHeight + gap };
      rowHeight = 0;
    }
    parts.push({ ...laidOut, at: { x: margin + at.x, y: margin + at.y } });
    width = Math.max(width, at.x + layout.width);
    rowHeight = Math.max(rowHeight, layout.height);
    at = { x: at.x + layout.width + gap, y: at.y };
  }
  const isOwn = (node: GraphNode | undefined): boolean => node?.id !== undefined;
  const own = graph.nodes.filter(isOwn).length;
  const shown = parts.flatMap(({ part }) => part.nodes).filter((node) => isOwn(graph.nodes[node])).length;
  const size = {
    width: Math.max(least.width, Math.ceil(width + 2 * margin)),
    height: Math.max(least.height, Math.ceil(at.y + rowHeight + 2 * margin)),
  };
  return { ...size, graph, parts, own, shown };
}
