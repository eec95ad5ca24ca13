import { isMainThread } from 'node:worker_threads';

/** The language server and the command line in one program. What only one of them needs is loaded by that one alone. */
async function main(args: readonly string[]): Promise<void> {
  if (!isMainThread) {
    // The only threads of this program are those of a check.
    const { serveChecks } = await import('./cli/check/hands');
    serveChecks();
  } else if (asksForServer(args)) {
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

void main(process.argv.slice(2));
