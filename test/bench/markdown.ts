import type { Spread } from './spread';

/** A table in Markdown: its head, then its rows, every cell as it is to be read. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Three digits where there are so many: `0.042`, `1.3`, `1,538`. */
export function toAmount(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}

/** The median, with the quartiles behind it: `1.3 (1.2 – 1.5)`. */
export function toSpreadText({ median, quartiles: [low, high] }: Spread): string {
  return Number.isNaN(median) ? '–' : `${toAmount(median)} (${toAmount(low)} – ${toAmount(high)})`;
}

/** How many times as long the other takes: `35 ×`. */
export function toRatio(other: number | undefined, own: number | undefined): string {
  return other === undefined || own === undefined || Number.isNaN(other / own) ? '–' : `${toAmount(other / own)} ×`;
}
