import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

/** The real command as it is published, run as a process of its own. */
export interface FlowLens {
  /** Absolute path of the program. */
  readonly program: string;
  /** Runs it to its end. */
  (args: readonly string[], options?: CommandOptions): Promise<CommandOutcome>;
}

export interface CommandOptions {
  /** The current folder; the test's own by default. */
  readonly cwd?: string;
  /** Standard input, which ends there. */
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
}

export interface CommandOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const program = resolve('dist', 'flow-lens.js');
const run = (args: readonly string[], options: CommandOptions = {}): Promise<CommandOutcome> =>
  runToEnd(program, args, options);

/** The command in `dist`, which whatever runs the tests has built from the sources as they are. */
export const flowLens: FlowLens = Object.assign(run, { program });

async function runToEnd(program: string, args: readonly string[], options: CommandOptions): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [program, ...args], spawnOptions(options));
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  // A command that fails before it reads closes its end.
  child.stdin?.on('error', () => undefined).end(options.input ?? '');
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** Without what the terminal of whoever runs the tests would add. */
export function spawnOptions({ cwd, env = {} }: CommandOptions): SpawnOptions {
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, CI, ...inherited } = process.env;
  return { ...(cwd === undefined ? {} : { cwd }), env: { ...inherited, ...env }, stdio: 'pipe' };
}

async function text(stream: NodeJS.ReadableStream | null): Promise<string> {
  return stream === null ? '' : (await buffer(stream)).toString();
}

/** A folder with these files, removed after the test. */
export function folderOf(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'flow-lens-command-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A module that makes pipes look like a terminal from inside: there may be no real one where the tests run. */
export const pretendedTerminal = `
const { WriteStream } = require('node:tty');
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.isTTY = true;
for (const name of ['hasColors', 'getColorDepth']) process.stdout[name] = WriteStream.prototype[name];
`;
