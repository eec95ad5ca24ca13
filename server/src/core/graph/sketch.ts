import type { FlowGraph, GraphBranch, GraphEdge, GraphNode } from '#core/graph/flowGraph';
import { columnsOf } from '#core/graph/label';
import type { Size, Sketch } from '#core/graph/layOutGraph';
import type { Excess, Part } from '#core/graph/parts';

/** Sizes of letters in pixels at a zoom of 100 %: all text is drawn in a font whose characters have one width. */
export const letters = {
  title: { size: 13, column: 8 },
  detail: { size: 11, column: 6.8 },
  label: { size: 11, column: 6.8 },
} as const;

/** Pixels from one line of a label to the next. */
export const lineHeight = 15;

const heights = { box: 46, reference: 24 };

/** The boxes and arrows of a part: its nodes, a small box for each edge that leaves it, and one for those there is no room for. */
export function toSketch({ nodes, edges }: FlowGraph, { nodes: inside, inner, leaving: away, more }: Part): Sketch {
  const boxOf = new Map(inside.map((node, box) => [node, box]));
  const arrow = (edge: number, to: number) => {
    const leaving = edges[edge] as GraphEdge;
    return { from: boxOf.get(leaving.from) ?? 0, to, label: sizeOfLabel(leaving) };
  };
  return {
    boxes: [
      ...inside.map((node) => sizeOfBox(nodes[node] as GraphNode)),
      ...away.map((edge) => sizeOfReference((nodes[edges[edge]?.to ?? 0] as GraphNode).title)),
      ...more.map((excess) => sizeOfReference(toExcess(excess))),
    ],
    arrows: [
      ...inner.map((edge) => arrow(edge, boxOf.get(edges[edge]?.to ?? 0) ?? 0)),
      ...away.map((edge, index) => arrow(edge, inside.length + index)),
      ...more.map(({ node }, index) => ({
        from: boxOf.get(node) ?? 0,
        to: inside.length + away.length + index,
        label: { width: 0, height: 0 },
      })),
    ],
  };
}

function sizeOfBox({ title, detail }: GraphNode): Size {
  const widest = Math.max(columnsOf(title) * letters.title.column, columnsOf(detail) * letters.detail.column);
  return { width: Math.ceil(Math.max(90, widest + 28)), height: heights.box };
}

function sizeOfReference(title: string): Size {
  return { width: Math.ceil((columnsOf(title) + 2) * letters.detail.column + 20), height: heights.reference };
}

/** What stands for the edges of a node that there is no room for. */
export function toExcess({ count }: Excess): string {
  return `${count} more`;
}

/** With room for the sign at a branch that a run has taken: what runs do moves nothing. */
function sizeOfLabel({ branches }: GraphEdge): Size {
  const { rows, more } = toRows(branches);
  const lines = [
    ...rows.map((row) => row.map(({ label }) => label).join(', ')),
    ...(more.length > 0 ? [toMore(more)] : []),
  ];
  // The library takes an arrow without a size as one that needs no room.
  if (lines.length === 0) return { width: 0, height: 0 };
  const columns = Math.max(...lines.map(columnsOf)) + columnsOf(takenSign);
  return { width: Math.ceil(columns * letters.label.column + 6), height: lines.length * lineHeight + 4 };
}

/** Before the key of a branch that a run has taken. */
export const takenSign = '✓ ';

/** The branches of an edge as its label shows them. */
export interface LabelRows {
  readonly rows: readonly (readonly GraphBranch[])[];
  /** What there is no room for. */
  readonly more: readonly GraphBranch[];
}

const mostColumns = 22;
const mostRows = 4;

/** The keys of an edge's branches, as many in a row as there is room for. */
export function toRows(branches: readonly GraphBranch[]): LabelRows {
  const rows: GraphBranch[][] = [];
  let columns = 0;
  for (const [index, branch] of branches.entries()) {
    const needed = columnsOf(branch.label) + 2;
    const last = rows.at(-1);
    if (last !== undefined && columns + needed <= mostColumns) {
      last.push(branch);
      columns += needed;
      continue;
    }
    if (rows.length === mostRows) return { rows, more: branches.slice(index) };
    rows.push([branch]);
    columns = needed;
  }
  return { rows, more: [] };
}

export function toMore({ length }: readonly GraphBranch[]): string {
  return `and ${length} more`;
}
