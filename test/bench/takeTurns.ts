/** One of several that do the same work. */
export interface Contestant {
  readonly name: string;
  /** Does the work once. What it gives in milliseconds counts; where it gives nothing, all of its time does. */
  run(): unknown;
  /** How many times it works in each turn; once where it is left out. */
  readonly timesATurn?: number;
}

export interface Turns {
  /** How many turns each has at the most. */
  readonly turns: number;
  /** After so many seconds no further turn begins; each has had three. */
  readonly seconds: number;
  /** Turns before those that count. */
  readonly warmUp?: number;
}

const fewestTurns = 3;

/**
 * Lets contestants work in turns, so that whatever else the machine does meets all of them. Gives the milliseconds of each by its
 * name. Garbage is collected when V8 thinks fit, and counts for whom it meets: a collection that is forced before each turn throws compiled
 * code away as well, and then everything is measured cold.
 */
export async function takeTurns(
  contestants: readonly Contestant[],
  { turns, seconds, warmUp = 1 }: Turns,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  let end = Number.POSITIVE_INFINITY;
  for (let turn = -warmUp; turn < turns; turn++) {
    if (turn === 0) end = performance.now() + 1000 * seconds;
    if (turn >= fewestTurns && performance.now() > end) break;
    for (const contestant of contestants) {
      const taken = await takeTurn(contestant);
      if (turn >= 0) times.get(contestant.name)?.push(...taken);
    }
  }
  return times;
}

async function takeTurn({ run, timesATurn = 1 }: Contestant): Promise<readonly number[]> {
  const times: number[] = [];
  for (let time = 0; time < timesATurn; time++) {
    const started = performance.now();
    const told = await run();
    times.push(typeof told === 'number' ? told : performance.now() - started);
  }
  return times;
}
