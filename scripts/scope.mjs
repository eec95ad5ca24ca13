// Whatever is opened in a scope is closed when the scope ends: done, failed, too late, or interrupted by a signal.
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `use` and gives what it gives. `use` hands each closing function to `defer`; they are called in reverse order.
 * Rejects when `deadline` milliseconds pass (undefined: never) or a signal arrives first; that error has the `signal`.
 */
export async function withScope(deadline, use) {
  const closers = [];
  let ended = false;
  const defer = (close) => (ended ? close() : closers.unshift(close));
  const end = earlyEnd(deadline);
  // Somebody else may end the process, as a test runner does; closers get as far as they do without waiting.
  const closeAtExit = () => closers.forEach(closed);
  process.on('exit', closeAtExit);
  try {
    return await Promise.race([use(defer), end.promise]);
  } finally {
    ended = true;
    for (const close of closers) await closed(close);
    end.dispose();
    process.off('exit', closeAtExit);
  }
}

function earlyEnd(deadline) {
  let timer;
  let interrupt;
  const promise = new Promise((_, reject) => {
    const late = () => reject(new Error(`not done after ${deadline / 1000} s`));
    if (deadline !== undefined) timer = setTimeout(late, deadline);
    interrupt = (signal) => reject(Object.assign(new Error(`interrupted by ${signal}`), { signal }));
    for (const signal of signals) process.on(signal, interrupt);
  });
  const dispose = () => {
    clearTimeout(timer);
    for (const signal of signals) process.off(signal, interrupt);
  };
  return { promise, dispose };
}

/** The exit code of a program that ended with this error, by the shell's custom for signals. */
export function exitCodeOf(error) {
  return error.signal === undefined ? 1 : 128 + constants.signals[error.signal];
}

// A closer that fails must neither keep the others from closing nor hide how the scope ended.
async function closed(close) {
  try {
    await close();
  } catch (error) {
    process.stderr.write(`could not close: ${error.message}\n`);
  }
}
