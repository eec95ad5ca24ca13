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
    const code = files.filter(({ path }) => path.endsWith('.js'));
    const chunks = code.filter(({ path }) => path.includes('/chunk-'));
    const programs = code.filter((file) => !chunks.includes(file));
    return toTable(
      ['what', 'kB', 'kB in the package'],
      [
        ...programs.map((file) => toRow(`\`${file.path}\``, [file])),
        toRow(`${chunks.length} chunks that they share`, chunks),
        toRow('all code', code),
        toRow('everything', files),
      ],
    );
  },
};

interface Sizes {
  /** Bytes. */
  readonly size: number;
  readonly compressed: number;
}

function toRow(name: string, files: readonly Sizes[]): readonly string[] {
  const sum = (key: keyof Sizes) => toAmount(files.reduce((all, file) => all + file[key], 0) / 1000);
  return [name, sum('size'), sum('compressed')];
}

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

function sizesOf(path: string): Sizes {
  const bytes = readFileSync(path);
  return { size: bytes.length, compressed: deflateRawSync(bytes, { level: 9 }).length };
}
