import { CommanderError } from 'commander';
import { toReason } from '../workspace/toReason';
import { CommandError } from './commandError';
import { createTerminal } from './createTerminal';
import { createProgram } from './program';
import type { Terminal } from './terminal';

/** What scripts rely on. Commands give 0 or 1 by what they found, and `run` 130 where it was cancelled. */
const cannotRun = 2;

/** Runs one command as this process: it sets the exit code, and whatever goes wrong is told in one sentence. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const terminal = createTerminal();
  const fail = (error: unknown): never => {
    terminal.complain(`This is a fault of Flow Lens: ${toReason(error)}`);
    process.exit(cannotRun);
  };
  process.on('uncaughtException', fail);
  // Whoever reads has seen enough (`| head -1`). The exit code still tells what was found.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => (Object(error).code === 'EPIPE' ? undefined : fail(error)));
  }
  process.exitCode = await runCommandLine(args, terminal);
}

/** Runs one command, by the arguments behind the program's name, and gives the exit code. */
async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has said what it has to say, be it an error or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : cannotRun;
    if (!(error instanceof CommandError)) throw error;
    terminal.complain(error.message);
    return cannotRun;
  }
}
