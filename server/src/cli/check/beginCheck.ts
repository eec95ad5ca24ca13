import { availableParallelism } from 'node:os';
import { findFlowFiles } from '../../workspace/findFlowFiles';
import { isSideFile } from '../../workspace/sideFiles';
import { type Batch, toBatches } from './batches';
import type { CheckedFile } from './checkedFile';
import type { CheckJob } from './checkJob';
import { type Hand, ownHand, shareOut, threadHand } from './hands';
import type { KnownFlow } from './knownFlow';

/** One check of a workspace, by this thread or by several. */
export interface Check extends AsyncDisposable {
  /** What has to be known of the flows of the workspace, and of the targets. */
  knownFlows(): Promise<readonly KnownFlow[]>;
  /** What was found in these of the targets, in no particular order. */
  check(chosen: readonly string[]): Promise<readonly CheckedFile[]>;
}

/** Flow files from which on a thread does more than it takes to start. */
const worthThreads = 200;
/** More of them would only wait for memory. */
const mostThreads = 8;
/** Files in a piece of work: enough that handing it over costs nothing, few enough to be held in memory at once. */
const pieceSize = 64;

/** @param targets absolute paths */
export async function beginCheck(job: CheckJob, targets: readonly string[]): Promise<Check> {
  const flows = [...new Set([...(await findFlowFiles(job.root)), ...targets.filter((path) => !isSideFile(path))])];
  // A mend in one file can make another one possible, anywhere.
  const isOneBatch = job.mends || flows.length < worthThreads;
  const hands = isOneBatch ? [ownHand(job)] : hire(job);
  let known: Promise<readonly KnownFlow[]> | undefined;
  const knownFlows = () => {
    known ??= shareOut(hands, 'knowFlows', inPieces(flows)).then((pieces) => pieces.flat());
    return known;
  };
  return {
    knownFlows,
    async check(chosen) {
      const batches: readonly Batch[] = isOneBatch
        ? [{ files: flows, targets: chosen }]
        : toBatches(await knownFlows(), chosen, {
            size: pieceSize,
            parts: hands.length,
            withFixes: job.detail.fixes !== 'none',
          });
      return (await shareOut(hands, 'checkBatch', batches)).flat();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(hands.map((hand) => hand.dispose()));
    },
  };
}

function hire(job: CheckJob): readonly Hand[] {
  return Array.from({ length: Math.min(availableParallelism(), mostThreads) }, () => threadHand(job));
}

function inPieces(paths: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(paths.length / pieceSize) }, (_, index) =>
    paths.slice(index * pieceSize, (index + 1) * pieceSize),
  );
}
