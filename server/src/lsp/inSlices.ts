import { setImmediate } from 'node:timers/promises';
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Milliseconds of work between two breaths: what comes in meanwhile, a cancellation above all, waits no longer than a step more. */
const slice = 20;

/**
 * Takes steps while other messages are answered in between, and gives what comes of them. Rejects with RequestCancelled.
 *
 * @param what names the work: `Renaming`
 * @param onBreath hears at each breath what the last step gave
 */
export async function inSlices<Step, Result>(
  steps: Generator<Step, Result>,
  what: string,
  token: CancellationToken,
  onBreath: (step: Step) => void = () => undefined,
): Promise<Result> {
  let began = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - began <= slice) continue;
    onBreath(step.value);
    await setImmediate();
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${what} was cancelled`);
    began = performance.now();
  }
}
