import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import type { LogOutputChannel } from 'vscode';

/** Milliseconds that a process has to end by itself once nobody speaks to it any more. */
const patience = 2000;

/** The processes of the language server, one at a time. */
export interface ServerProcesses {
  /** Gives one that nobody has spoken to: at first the one that was started early, unless it has ended since. */
  start(): Promise<ChildProcess>;
  /** Sees to it that the last one ends, which was told to. */
  end(): void;
}

/**
 * Starts the first process. To be called when our code is loaded: VS Code then waits for what the extension has stored before it calls
 * `activate`, and the server gets ready meanwhile.
 */
export function startEarly(): ServerProcesses {
  let last: ChildProcess | undefined;
  const startAnother = (): ChildProcess => {
    last = forkServer();
    return last;
  };
  // In a turn of its own, as the loading of our code is waited for. Where it fails, it is tried again when somebody waits for it.
  let early: Promise<ChildProcess | undefined> = setImmediate()
    .then(startAnother)
    .catch(() => undefined);
  return {
    async start() {
      const first = await early;
      early = Promise.resolve(undefined);
      return first !== undefined && isAlive(first) ? first : startAnother();
    },
    end() {
      if (last !== undefined) endSoon(last);
    },
  };
}

/** Starts the program of the language server, which then waits to be spoken to over Node's channel between processes. */
function forkServer(): ChildProcess {
  const started = fork(join(__dirname, 'server.js'), ['--node-ipc', `--clientProcessId=${process.pid}`], {
    // In VS Code for the desktop, Node is a part of Electron.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
    // Those of the extension host would have two processes listen for one debugger.
    execArgv: [],
    silent: true,
  });
  // Where it does not come up, whoever takes it finds it gone. An error without a listener would end the extension host.
  started.on('error', () => undefined);
  return started;
}

/** Whether it was started and has not ended since. */
function isAlive({ pid, connected }: ChildProcess): boolean {
  return pid !== undefined && connected;
}

/** Puts what the process writes into the output, line by line: nothing of the protocol is among it. */
export function logOutputOf({ stdout, stderr }: ChildProcess, output: LogOutputChannel): void {
  if (stdout !== null) createInterface({ input: stdout }).on('line', (line) => output.info(line));
  if (stderr !== null) createInterface({ input: stderr }).on('line', (line) => output.error(line));
}

/** Ends a process that was told to end and does not. */
function endSoon(ending: ChildProcess): void {
  if (ending.exitCode !== null || ending.signalCode !== null) return;
  const timer = setTimeout(() => ending.kill('SIGKILL'), patience);
  ending.once('exit', () => clearTimeout(timer));
}
