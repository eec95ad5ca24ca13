import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Evaluation, EvaluationJob } from '#core/response/evaluateContent';
import { formatDuration } from '#core/response/formatAmount';
import { codeOf } from './failure';

export interface Evaluator {
  /** Evaluates one content after the other. Never rejects: what can't be evaluated has a reason. */
  evaluate(job: EvaluationJob): Promise<Evaluation>;
  /** Ends the worker. Jobs that are under way or waiting get a reason. */
  dispose(): Promise<void>;
}

export interface EvaluatorOptions {
  /** Milliseconds for one job. The start of the worker does not count. */
  readonly deadline: number;
  /** MiB of memory that one content may take when it is read. */
  readonly memory: number;
}

/**
 * Evaluates contents in one worker thread, which starts with the first job, stays warm, and is replaced when a job takes
 * too long or kills it. So no answer and no JSONPath can stop the process, and an idle worker does not keep it alive.
 *
 * @param workerFile path of the built `worker.js`
 */
export function createEvaluator(
  workerFile: string,
  { deadline, memory }: EvaluatorOptions = { deadline: 5000, memory: 1024 },
): Evaluator {
  let warm: WarmWorker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let disposed = false;

  const run = async (job: EvaluationJob): Promise<Evaluation> => {
    if (disposed) return toUnevaluated(job, 'the evaluation was stopped');
    if (warm?.gone.aborted) warm = undefined;
    warm ??= startWorker(workerFile, memory);
    const { worker, online, gone } = warm;
    let timer: NodeJS.Timeout | undefined;
    let overrun = false;
    worker.ref();
    try {
      await online;
      timer = setTimeout(() => {
        overrun = true;
        void worker.terminate();
      }, deadline);
      return await ask(worker, job, gone);
    } catch (error) {
      warm = undefined;
      await worker.terminate();
      if (disposed) return toUnevaluated(job, 'the evaluation was stopped');
      if (overrun) return toUnevaluated(job, `the answer took longer than ${formatDuration(deadline)} to evaluate`);
      return toUnevaluated(job, `the answer can't be evaluated (${toDetail(error)})`);
    } finally {
      clearTimeout(timer);
      worker.unref();
    }
  };

  return {
    evaluate: (job) => {
      const evaluation = last.then(() => run(job));
      last = evaluation;
      return evaluation;
    },
    dispose: async () => {
      disposed = true;
      await warm?.worker.terminate();
      await last;
    },
  };
}

interface WarmWorker {
  readonly worker: Worker;
  /** Rejects where the worker does not start. */
  readonly online: Promise<unknown>;
  /** Aborted once the worker has ended, for whatever reason. */
  readonly gone: AbortSignal;
}

function startWorker(workerFile: string, memory: number): WarmWorker {
  const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: memory } });
  const gone = new AbortController();
  worker.unref();
  // Whoever waits for the worker hears of its error. Where nobody does, an error without a listener ends the process.
  worker.on('error', () => {});
  worker.on('exit', () => gone.abort());
  return { worker, online: once(worker, 'online', { signal: gone.signal }), gone: gone.signal };
}

async function ask(worker: Worker, job: EvaluationJob, gone: AbortSignal): Promise<Evaluation> {
  const answered = once(worker, 'message', { signal: gone });
  worker.postMessage(job);
  const [evaluation]: Evaluation[] = await answered;
  return evaluation ?? toUnevaluated(job, 'the evaluation gave nothing');
}

function toDetail(error: unknown): string {
  if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') return 'it takes too much memory';
  return error instanceof Error ? error.message : String(error);
}

/** The reason is about the value where one was asked for, else about the variables. */
function toUnevaluated({ elementValidation }: EvaluationJob, reason: string): Evaluation {
  if (elementValidation !== undefined) return { value: undefined, reason, variables: [], isWhole: false, notes: [] };
  return { value: undefined, reason: undefined, variables: [], isWhole: false, notes: [`no variables, as ${reason}`] };
}
