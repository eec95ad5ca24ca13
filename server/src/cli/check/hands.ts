import { once } from 'node:events';
import { join } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { CheckJob } from './checkJob';
import { checkWork } from './checkWork';

type CheckWork = typeof checkWork;
type Piece<Kind extends keyof CheckWork> = Parameters<CheckWork[Kind]>[0];
type Outcome<Kind extends keyof CheckWork> = Awaited<ReturnType<CheckWork[Kind]>>;

/** Somebody who works on one check, a piece at a time. */
export interface Hand {
  /** Rejects where the work fails, which is a fault of ours. */
  do<Kind extends keyof CheckWork>(kind: Kind, piece: Piece<Kind>): Promise<Outcome<Kind>>;
  dispose(): Promise<unknown>;
}

/** This thread. */
export function ownHand(job: CheckJob): Hand {
  return { do: (kind, piece) => workOn(kind, piece, job), dispose: async () => undefined };
}

/** A thread of its own, of the program that runs here. */
export function threadHand(job: CheckJob): Hand {
  const thread = new Worker(join(__dirname, 'server.js'), { workerData: job });
  return {
    async do(kind, piece) {
      const done = once(thread, 'message');
      thread.postMessage({ kind, piece });
      const [outcome] = await done;
      return outcome;
    },
    dispose: () => thread.terminate(),
  };
}

/** The program of such a thread: one outcome for every piece, in order. What fails ends the thread, and rejects the piece. */
export function serveChecks(): void {
  const job: CheckJob = workerData;
  parentPort?.on('message', async ({ kind, piece }) => parentPort?.postMessage(await workOn(kind, piece, job)));
}

function workOn<Kind extends keyof CheckWork>(kind: Kind, piece: Piece<Kind>, job: CheckJob): Promise<Outcome<Kind>> {
  const work = checkWork[kind] as (piece: Piece<Kind>, job: CheckJob) => Promise<Outcome<Kind>>;
  return work(piece, job);
}

/** Lets hands work on pieces, each hand on the next one as soon as it is free. Gives the outcomes in no particular order. */
export async function shareOut<Kind extends keyof CheckWork>(
  hands: readonly Hand[],
  kind: Kind,
  pieces: readonly Piece<Kind>[],
): Promise<readonly Outcome<Kind>[]> {
  const waiting = pieces[Symbol.iterator]();
  const outcomes: Outcome<Kind>[] = [];
  const keepBusy = async (hand: Hand): Promise<void> => {
    for (const piece of waiting) outcomes.push(await hand.do(kind, piece));
  };
  await Promise.all(hands.map(keepBusy));
  return outcomes;
}
