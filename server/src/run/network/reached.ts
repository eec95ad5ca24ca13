import type { EventEmitter } from 'node:events';

/**
 * Resolves with what comes with an event. Rejects with the error that comes instead, with the signal's reason once that fires,
 * and where the emitter closes without a word. Unlike `events.once`, it never waits for what has ended.
 */
export function reached<T extends readonly unknown[]>(
  emitter: EventEmitter,
  event: string,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      emitter.off(event, onEvent).off('error', onError).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const onEvent = (...values: unknown[]): void => settle(() => resolve(values as unknown as T));
    const onError = (error: Error): void => settle(() => reject(error));
    const onClose = (): void => settle(() => reject(toClosed()));
    const onAbort = (): void => settle(() => reject(signal.reason));
    emitter.on(event, onEvent).on('error', onError).on('close', onClose);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

function toClosed(): Error {
  return Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' });
}

/** Gives what a promise gives, but waits for it no longer than until the signal fires: then it rejects with its reason. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
