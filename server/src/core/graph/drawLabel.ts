import type { GraphBranch, GraphEdge } from '#core/graph/flowGraph';
import { columnsOf } from '#core/graph/label';
import type { Point } from '#core/graph/layOutGraph';
import { element, type Markup, text } from '#core/graph/markup';
import { letters, lineHeight, takenSign, toMore, toRows } from '#core/graph/sketch';

/** The keys of an arrow's branches, in rows around a point; nothing where there is none. */
export function drawLabel({ branches }: GraphEdge, { x, y }: Point): readonly Markup[] {
  const { rows, more } = toRows(branches);
  const count = rows.length + (more.length > 0 ? 1 : 0);
  const baseline = (row: number): number => y + 4 + (row - (count - 1) / 2) * lineHeight;
  const lines = rows.map((row, index) => drawRow(row, x, baseline(index)));
  const rest = more.length === 0 ? [] : [drawMore(more, x, baseline(rows.length))];
  return [...lines, ...rest].flat();
}

function drawRow(row: readonly GraphBranch[], x: number, y: number): readonly Markup[] {
  const words = row.map(({ label, isTaken }) => (isTaken ? takenSign + label : label));
  const spans = row.flatMap(({ isTaken }, index) => {
    const separator = index === 0 ? [] : [text(', ')];
    const word = text(words[index] ?? '');
    return [...separator, isTaken ? element('tspan', { class: 'taken' }, [word]) : word];
  });
  return withBackground(columnsOf(words.join(', ')), x, y, spans);
}

function drawMore(more: readonly GraphBranch[], x: number, y: number): readonly Markup[] {
  const words = text(toMore(more));
  const isTaken = more.some((branch) => branch.isTaken);
  const content = isTaken ? element('tspan', { class: 'taken' }, [text(takenSign), words]) : words;
  return withBackground(columnsOf(toMore(more)) + (isTaken ? 2 : 0), x, y, [content]);
}

/** The line runs behind its label, which must be read all the same. */
function withBackground(columns: number, x: number, y: number, content: readonly Markup[]): readonly Markup[] {
  const width = columns * letters.label.column + 4;
  return [
    element('rect', { class: 'behind', x: x - width / 2, y: y - lineHeight + 4, width, height: lineHeight }),
    element('text', { class: 'label', x, y }, content),
  ];
}
