import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withFolder } from '../support/project';

const probe = resolve('test', 'bench', 'processUsage.cjs');

/** What a process took from its start to its end, its threads included. */
export interface ProcessCost {
  /** Milliseconds from the start to the end. */
  readonly time: number;
  /** Milliseconds of all processors together. */
  readonly processorTime: number;
  /** MiB in RAM at the most. */
  readonly mostMemory: number;
}

/** Runs a program of Node's to its end and drops what it prints. Rejects where its exit code is none of the expected. */
export function measureProcess(args: readonly string[], exitCodes: readonly number[] = [0]): Promise<ProcessCost> {
  return withFolder(async (folder) => {
    const file = join(folder, 'usage.json');
    const started = performance.now();
    const child = spawn(process.execPath, ['--require', probe, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, BENCH_USAGE: file, NO_COLOR: '1' },
    });
    const [code] = await once(child, 'close');
    const time = performance.now() - started;
    if (!exitCodes.includes(code)) throw new Error(`${args.join(' ')} ended with ${code}`);
    const { processorTime, mostMemory } = JSON.parse(readFileSync(file, 'utf8'));
    return { time, processorTime, mostMemory };
  });
}

/** The environment in which a server tells what it holds; `file` is where. */
export function probedEnvironment(file: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--require=${probe} --expose-gc`, BENCH_USAGE: file };
}
