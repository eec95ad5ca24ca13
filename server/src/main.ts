import * as modules from 'node:module';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** The language server and the command line in one program. What only one of them needs is loaded by that one alone. */
async function main(args: readonly string[]): Promise<void> {
  if (!isMainThread) {
    // The only threads of this program are those of a check.
    const { serveChecks } = await import('./cli/check/hands');
    serveChecks();
  } else if (asksForServer(args)) {
    keepCompiledCode();
    const { startServer } = await import('./lsp/main');
    startServer();
  } else {
    const { runProcess } = await import('./cli/main');
    await runProcess(args);
  }
}

/** `flow-lens lsp --stdio`, or the bare transport that VS Code's client library gives. */
function asksForServer([first, ...others]: readonly string[]): boolean {
  return first === 'lsp' ? others.includes('--stdio') : first === '--stdio' || first === '--node-ipc';
}

/**
 * Node 22.1 and later keep what they have compiled, and the next start of the server takes it from there. It lies beside the code: who may write there may
 * change the code too, and an update takes it along. Where nobody may write, nothing is kept.
 */
function keepCompiledCode(): void {
  const keep: unknown = Reflect.get(modules, 'enableCompileCache');
  if (typeof keep === 'function') keep(join(__dirname, 'compiled'));
}

void main(process.argv.slice(2));
