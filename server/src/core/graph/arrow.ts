import type { Point } from '#core/graph/layOutGraph';

/** Pixels. */
const headLength = 8;
const headWidth = 7;

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

/** Straight to the middle of each stretch, and bent from one middle to the next. */
function toRoundedLine([first = { x: 0, y: 0 }, ...others]: readonly Point[]): string {
  const bends = others
    .slice(0, -1)
    .map((point, index) => `Q${toText(point)} ${toText(middle(point, others[index + 1] ?? point))}`);
  const entry = others.length > 1 && others[0] !== undefined ? `L${toText(middle(first, others[0]))}` : '';
  return `M${toText(first)}${entry}${bends.join('')}L${toText(others.at(-1) ?? first)}`;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function toText({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
