import { parentPort, workerData } from 'node:worker_threads';
import type { ReadDescription } from '#core/openApi/apiDescription';
import { readDescription } from '#core/openApi/readDescription';
import { readTextFileSync } from './textFile';
import { toReason } from './toReason';

/** The program of the thread that reads one API description: one answer, and it is done. */
parentPort?.postMessage(read(String(workerData)));

function read(path: string): ReadDescription {
  try {
    return readDescription(readTextFileSync(path).text);
  } catch (error) {
    return { kind: 'unreadable', reason: toReason(error) };
  }
}
