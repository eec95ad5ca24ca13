// Bundles the tests with esbuild and runs them under node:test, which finds no TypeScript by itself.
//   node scripts/unit.mjs                         every test but those that run inside an editor
//   node scripts/unit.mjs test/core/plan.test.ts  just these
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { build } from './build.mjs';
import { bundle, root } from './bundle.mjs';
import { exitCode } from './run.mjs';

const output = '.test-build';

/** Milliseconds for the tests of one file: what hangs must fail, not stall everything behind it. */
const longest = 240_000 + 1_000 * Number(process.env.FUZZ_SECONDS ?? 0);

function everyTest() {
  return readdirSync(join(root, 'test'), { recursive: true })
    .filter((file) => file.endsWith('.test.ts') && !/^(?:vscode|editors)\b|\bnode_modules\b/.test(file))
    .map((file) => join('test', file));
}

// Many a file waits for a process, a socket or a timer a third of its time: half as many again keep every core at work.
function atOnce() {
  return Math.ceil(1.5 * availableParallelism());
}

/** Runs the named tests, or all of them. Gives the exit code and the counts of node's own summary. */
export async function runUnitTests(files = everyTest()) {
  const folder = join(output, files.length === 1 ? basename(files[0], '.test.ts') : 'all');
  rmSync(join(root, folder), { recursive: true, force: true });
  await bundle({
    entryPoints: files,
    outdir: folder,
    outbase: 'test',
    sourcemap: 'inline',
    packages: 'external',
    external: ['vscode'],
  });
  const built = files.map((file) => join(folder, file.replace(/^test[\\/]/, '').replace(/\.ts$/, '.js')));
  return runBuiltTests(['--test', `--test-timeout=${longest}`, `--test-concurrency=${atOnce()}`, ...built]);
}

/**
 * Runs built tests with node, `--test` and files, or one file by itself, with `env` beside our environment. Gives the exit code and
 * the counts.
 */
export async function runBuiltTests(args, env = {}) {
  const child = spawn(process.execPath, ['--enable-source-maps', '--test-reporter=spec', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    output += chunk;
  });
  const code = await exitCode(child);
  return { code, ...counts(output, code) };
}

// The summary is followed by every failure in full, so it may stand anywhere; it is the last of its kind.
function counts(output, code) {
  const count = (word) => Number([...output.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return {
    passed: count('pass'),
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped: count('skipped') + count('todo'),
  };
}

if (process.argv[1]?.endsWith('unit.mjs')) {
  // Protocol tests speak to the server in dist.
  await build();
  const { code } = await runUnitTests(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  process.exitCode = code;
}
