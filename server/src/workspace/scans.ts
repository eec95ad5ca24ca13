/** Whether the files of a workspace were read. */
export interface Scans {
  /** Counts what is done as a scan. */
  during(scan: () => Promise<void>): Promise<void>;
  /** Whether there was one, and none is under way. */
  areDone(): boolean;
}

export function createScans(): Scans {
  let done = 0;
  let begun = 0;
  return {
    async during(scan) {
      begun++;
      await scan();
      done++;
    },
    areDone: () => done > 0 && done === begun,
  };
}
