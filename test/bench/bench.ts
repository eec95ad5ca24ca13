import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from './machine';
import type { BenchOptions, Table } from './table';
import { tables } from './tables';

const defaultSizes = [20, 200, 2_000, 20_000];
const readme = join('test', 'bench', 'README.md');

/** Measures the tables that the arguments name, and gives each to `print` as it is done. Rejects for a name that no table has. */
export async function writeBench(args: readonly string[], print: (text: string) => void): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { sizes: { type: 'string' }, write: { type: 'boolean', default: false } },
  });
  const chosen = chooseTables(positionals);
  const sizes = toSizes(values.sizes);
  for (const table of chosen) {
    const text = await measureTable(table, { sizes, say: (progress) => tell(`${table.name}: ${progress}`) });
    print(`${text}\n`);
    if (values.write) writeFileSync(readme, replaceTable(readFileSync(readme, 'utf8'), table.name, text));
  }
}

function chooseTables(names: readonly string[]): readonly Table[] {
  const known = tables.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`no table "${unknown}": there are ${known.join(', ')}`);
  return tables.filter(({ name, onlyByName }) => (names.length === 0 ? !onlyByName : names.includes(name)));
}

function toSizes(given: string | undefined): readonly number[] {
  if (given === undefined) return defaultSizes;
  const sizes = given.split(',').map(Number);
  if (sizes.every((size) => Number.isSafeInteger(size) && size > 0)) return sizes;
  throw new Error(`--sizes takes numbers of nodes with commas between them, and "${given}" is none`);
}

async function measureTable(table: Table, options: BenchOptions): Promise<string> {
  const started = performance.now();
  const rows = await table.measure(options);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  return [`## ${table.title}`, table.about, rows, `*${describeMachine()}; measured in ${seconds} s.*`, ''].join('\n\n');
}

/** The text with the table in place of the one of that name, between comments that name it; the text itself where there is no such place. */
export function replaceTable(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- ${name} end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  return from === -1 || to < from ? text : `${text.slice(0, from)}${begin}${table}${text.slice(to)}`;
}

/** Progress is no part of the tables. */
function tell(progress: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${progress}\n`);
}
