/** More than this, the oldest are let go of: who has seen so many in one session has not kept the first ones secret for long. */
const most = 500;

/**
 * The values that the runs of a session have hidden, in memory only: an API may repeat later, to another node, what it was sent before.
 */
export interface HiddenValues {
  add(values: readonly string[]): void;
  all(): readonly string[];
}

export function createHiddenValues(): HiddenValues {
  const known = new Set<string>();
  return {
    add(values) {
      for (const value of values) {
        known.delete(value);
        known.add(value);
      }
      for (const value of known) {
        if (known.size <= most) return;
        known.delete(value);
      }
    },
    all: () => [...known],
  };
}
