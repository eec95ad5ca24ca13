/** A clock that stands still while this process does not get to run. */
export interface AwakeClock extends Disposable {
  /** Milliseconds since it was started in which the process could have run. */
  now(): number;
}

/** Milliseconds that a turn of the event loop counts for at most. */
const longestTurn = 10;

/**
 * Starts such a clock. What is measured with it is not slow because the machine pauses or has much else to do: it ticks as often as the
 * process is let run, and a gap between two ticks counts for one turn at most. A wait for a timer or for an answer counts in full.
 */
export function startAwakeClock(): AwakeClock {
  let passed = 0;
  let last = performance.now();
  const tick = (): void => {
    const now = performance.now();
    passed += Math.min(now - last, longestTurn);
    last = now;
  };
  const ticking = setInterval(tick, 1);
  return {
    now: () => {
      tick();
      return passed;
    },
    [Symbol.dispose]: () => clearInterval(ticking),
  };
}
