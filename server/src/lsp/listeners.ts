/** Requests about the whole workspace, which a client leaves open to hear of what changes. */
export interface Listeners {
  /** The same promise, which counts as open until it settles. */
  during<T>(answer: Promise<T>): Promise<T>;
  /** Whether the client hears of a change that comes now. */
  areThere(): boolean;
}

/** Milliseconds in which a client that listens asks again once it was answered: VS Code's library waits two seconds. */
const asksAgain = 5_000;

/** @param now a clock in milliseconds that never goes back */
export function createListeners(now: () => number): Listeners {
  let open = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    async during(answer) {
      open++;
      try {
        return await answer;
      } finally {
        open--;
        last = now();
      }
    },
    areThere: () => open > 0 || now() - last < asksAgain,
  };
}
