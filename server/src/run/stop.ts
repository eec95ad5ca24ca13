/** The end that is set to an exchange from outside: by its deadline, or by the one who asked for it. */
export interface Stop {
  /** Aborted once the exchange is to end. */
  readonly signal: AbortSignal;
  /** Undefined as long as nothing has stopped it. */
  cause(): 'timeout' | 'cancelled' | undefined;
  /** Lets go of the timer and of the caller's signal. */
  dispose(): void;
}

/** @param deadline in milliseconds from now */
export function createStop(deadline: number, caller: AbortSignal): Stop {
  const controller = new AbortController();
  let cause: 'timeout' | 'cancelled' | undefined;
  const stop = (by: 'timeout' | 'cancelled') => {
    cause ??= by;
    controller.abort();
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => stop('timeout'), deadline);
  caller.addEventListener('abort', cancel, { once: true });
  if (caller.aborted) cancel();
  return {
    signal: controller.signal,
    cause: () => cause,
    dispose: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', cancel);
    },
  };
}
