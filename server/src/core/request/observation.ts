import type { RunResult } from '#core/request/runResult';

/** What a run of a node has shown of the live API. */
export interface Observation {
  readonly result: RunResult;
  /** When it came, as people read a clock: `10:42`. */
  readonly time: string;
}

/** Where and when it was seen, for the end of a sentence: `in "dev" at 10:42`. */
export function describeMoment({ result: { environment }, time }: Observation): string {
  return environment === null ? `at ${time}` : `in ${JSON.stringify(environment)} at ${time}`;
}
