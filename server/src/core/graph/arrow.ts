import type { Point } from '#core/graph/layOutGraph';

/** Pixels. */
const headLength = 8;
const headWidth = 7;
const bend = 28;

/** The two paths of an arrow (SVG 1.1, 8.3): a line through points, rounded at each of them, and its head at the last. */
export function toArrow(points: readonly Point[]): { readonly line: string; readonly head: string } {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? tip;
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length };
  const foot = { x: tip.x - along.x * headLength, y: tip.y - along.y * headLength };
  const side = { x: (-along.y * headWidth) / 2, y: (along.x * headWidth) / 2 };
  const left = { x: foot.x + side.x, y: foot.y + side.y };
  const right = { x: foot.x - side.x, y: foot.y - side.y };
  return {
    line: toRoundedLine([...points.slice(0, -1), foot]),
    head: `M${toText(tip)}L${toText(left)}L${toText(right)}Z`,
  };
}

/** Straight lines, with a bend of a few pixels at each point between the first and the last. */
function toRoundedLine(points: readonly Point[]): string {
  const [first = { x: 0, y: 0 }] = points;
  const bends = points.slice(1, -1).map((point, index) => {
    const from = towards(point, points[index] ?? point);
    const to = towards(point, points[index + 2] ?? point);
    return `L${toText(from)}Q${toText(point)} ${toText(to)}`;
  });
  return `M${toText(first)}${bends.join('')}L${toText(points.at(-1) ?? first)}`;
}

/** On the way from a point to another one: a bend away from it, and no further than half the way. */
function towards(point: Point, other: Point): Point {
  const length = Math.hypot(other.x - point.x, other.y - point.y) || 1;
  const share = Math.min(0.5, bend / length);
  return { x: point.x + (other.x - point.x) * share, y: point.y + (other.y - point.y) * share };
}

function toText({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
