// Starts programs; nothing but Node itself is needed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program to its end. Its output goes to ours, or is only collected where `quiet` is set.
 * Gives the exit code (1 where a signal ended it) and the collected output.
 */
export async function run(command, args, { cwd = root, env = process.env, quiet = false, shell = false } = {}) {
  const child = spawn(command, args, { cwd, env, shell, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  return { code: await exitCode(child), output: Buffer.concat(chunks).toString() };
}

/**
 * Waits until a program has ended and gives its exit code, 1 where a signal ended it. A signal to us meanwhile is one
 * to both: the program ends first, and then this rejects with the `signal`.
 */
export async function exitCode(child) {
  let received;
  const receive = (signal) => {
    received = signal;
    // A terminal has sent Ctrl+C to both.
    if (signal !== 'SIGINT') child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, receive);
  try {
    const [code] = await once(child, 'close');
    if (received !== undefined) throw Object.assign(new Error(`interrupted by ${received}`), { signal: received });
    return code ?? 1;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, receive);
  }
}

/** Runs npm quietly, with `env` beside our environment, and rejects with all it said when it fails. On Windows npm is a batch file, which needs a shell. */
export async function npm(args, cwd = root, env = {}) {
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await run('npm', [...args, ...quietly], {
    cwd,
    env: { ...process.env, ...env },
    quiet: true,
    shell: process.platform === 'win32',
  });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
}

/** Gives the path of the first of these programs that is on PATH, else undefined. */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const files = names.flatMap((name) => endings.map((ending) => name + ending));
  return files.flatMap((file) => folders.map((folder) => join(folder, file))).find(isProgram);
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
