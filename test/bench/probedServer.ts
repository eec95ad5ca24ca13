import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type LanguageServer, startLanguageServer } from '../support/languageServer';
import { probedEnvironment } from './processes';

/** MiB. */
export interface ServerMemory {
  /** In RAM. */
  readonly resident: number;
  /** Of the heap and beside it. */
  readonly held: number;
}

export interface ProbedServer extends LanguageServer, AsyncDisposable {
  /** What the server holds once its garbage is collected. On POSIX alone: Windows has no such signal. */
  memory(): Promise<ServerMemory>;
}

/**
 * Starts a language server that tells what it holds.
 *
 * @param env what it finds in its process environment besides
 */
export async function startProbedServer(env: NodeJS.ProcessEnv = {}): Promise<ProbedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'flow-lens-bench-'));
  const file = join(folder, 'usage.json');
  const server = await startLanguageServer({ env: { ...probedEnvironment(file), ...env } });
  return {
    ...server,
    async memory() {
      rmSync(file, { force: true });
      server.process.kill('SIGUSR2');
      for (;;) {
        await setTimeout(20);
        const told = readUsage(file);
        if (told !== undefined) return told;
      }
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Undefined while it is not there, or not written to its end. */
function readUsage(file: string): ServerMemory | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
