import { parentPort } from 'node:worker_threads';
import { type EvaluationJob, evaluateContent } from '#core/response/evaluateContent';

/** The program of the evaluation worker: one answer for every job, in order. */
parentPort?.on('message', (job: EvaluationJob) => parentPort?.postMessage(evaluateContent(job)));
