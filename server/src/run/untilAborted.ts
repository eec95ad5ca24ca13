/**
 * Gives what a promise gives, but waits for it no longer than until the signal fires: then it gives `otherwise`. What comes after that,
 * or fails because of it, is dropped. Rejects as the promise does before.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal, otherwise: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (): void => resolve(otherwise);
    signal.addEventListener('abort', give, { once: true });
    if (signal.aborted) give();
    work
      .then(resolve, (error: unknown) => (signal.aborted ? give() : reject(error)))
      .finally(() => signal.removeEventListener('abort', give));
  });
}
