import { readdirSync, readFileSync, statSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import picomatch from 'picomatch';
import { toAmount, toTable } from '../markdown';
import type { Table } from '../table';

/** What people download. */
export const packageSize: Table = {
  name: 'package',
  title: 'The package',
  about:
    'The files that `.vscodeignore` lets through, each compressed as in a `.vsix`, which is a zip archive. kB of 1,000 bytes.',
  async measure() {
    const files = listPackaged().map((path) => ({ path, ...sizesOf(path) }));
    const isCode = ({ path }: { path: string }) => path.endsWith('.js');
    const sum = (of: typeof files) =>
      ['size', 'compressed'].map((key) => of.reduce((all, file) => all + Number(file[key as 'size']), 0));
    const rows = files.filter(isCode).map(({ path, size, compressed }) => [`\`${path}\``, size, compressed] as const);
    const totals = [
      ['all code', ...sum(files.filter(isCode))],
      ['everything', ...sum(files)],
    ] as const;
    const toRow = ([name, ...sizes]: readonly [string, ...number[]]) => [
      name,
      ...sizes.map((size) => toAmount(size / 1000)),
    ];
    return toTable(
      ['what', 'kB', 'kB in the package'],
      [...rows, ...totals].map((row) => toRow(row as [string, ...number[]])),
    );
  },
};

/** `.vscodeignore` leaves out everything, and takes back in what it names with `!`. */
export function listPackaged(): readonly string[] {
  const lines = readFileSync('.vscodeignore', 'utf8').split('\n');
  const patterns = lines.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  const isTaken = picomatch(patterns, { dot: true });
  const tops = [...new Set(patterns.map((pattern) => pattern.split('/')[0] ?? ''))];
  return tops
    .flatMap(filesBelow)
    .filter((path) => isTaken(path))
    .sort();
}

function filesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => `${path}/${name.replaceAll('\\', '/')}`)
    .filter((file) => statSync(file).isFile());
}

function sizesOf(path: string): { readonly size: number; readonly compressed: number } {
  const bytes = readFileSync(path);
  return { size: bytes.length, compressed: deflateRawSync(bytes, { level: 9 }).length };
}
