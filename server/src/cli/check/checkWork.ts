import { toShownPath } from '../shownPath';
import type { Batch } from './batches';
import type { CheckedFile } from './checkedFile';
import { type CheckContext, checkFile } from './checkFile';
import { type CheckJob, openFlows } from './checkJob';
import { fixFile } from './fixFile';
import { type KnownFlow, readKnownFlow } from './knownFlow';

/** The two kinds of work of a check. What goes in and comes out is plain data. */
export const checkWork = { knowFlows, checkBatch };

/** What has to be known of these flow files; nothing of those that can't be read. */
async function knowFlows(paths: readonly string[], { texts }: CheckJob): Promise<readonly KnownFlow[]> {
  const known = await Promise.all(paths.map((path) => readKnownFlow(path, texts.get(path)?.text)));
  return known.filter((flow) => flow !== undefined);
}

/** What was found in each of the targets. */
async function checkBatch({ files, targets }: Batch, job: CheckJob): Promise<readonly CheckedFile[]> {
  const context = await openFlows(files, job);
  const failures = job.mends ? await fixAll(targets, context) : new Map<string, string>();
  return targets.map((path) => {
    const file = checkFile(path, context);
    return { ...file, error: file.error ?? failures.get(path) };
  });
}

/** Mends one file after the other. Gives what could not be written, by path, with the reason. */
async function fixAll(targets: readonly string[], context: CheckContext): Promise<ReadonlyMap<string, string>> {
  const failures = new Map<string, string>();
  for (const path of targets) {
    const reason = await fixFile(path, context);
    if (reason !== undefined) failures.set(path, `${toShownPath(path, context.cwd)} can't be written: ${reason}`);
  }
  return failures;
}
