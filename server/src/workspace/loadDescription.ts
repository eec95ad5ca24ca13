import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadDescription } from '#core/openApi/apiDescription';

/** MiB of memory that a description may take when it is read: descriptions of 15 MB take a tenth of it. */
const memory = 2048;

/**
 * Reads an API description in a thread of its own: one of 10 MB takes half a second as JSON, and many as YAML. Rejects with the reason
 * where it can't be read, and as soon as the signal is aborted.
 *
 * @param path absolute
 */
export async function loadDescription(path: string, signal?: AbortSignal): Promise<ReadDescription> {
  const worker = new Worker(join(__dirname, 'description.js'), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  const gone = new AbortController();
  worker.once('exit', () => gone.abort(new Error("it can't be read")));
  const signals = [gone.signal, ...(signal === undefined ? [] : [signal])];
  try {
    const [description]: ReadDescription[] = await once(worker, 'message', { signal: AbortSignal.any(signals) });
    return description ?? { kind: 'unreadable', reason: 'nothing could be read' };
  } finally {
    await worker.terminate();
  }
}
