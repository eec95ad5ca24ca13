import type { Failure, FailureKind } from '#core/request/exchange';

/** An error that says itself which failure it is. */
export class ExplainedError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The code of a failure whose cause is how this machine is set up: nothing was sent, and nothing was connected to. */
export const settingFault = 'FLOW_LENS_SETTING';

/** A setting that can't be followed. `message` names it and the value. */
export function toSettingError(kind: FailureKind, message: string): ExplainedError {
  return new ExplainedError({ kind, code: settingFault, message });
}
