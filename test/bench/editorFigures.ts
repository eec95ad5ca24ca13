/** What a suite inside the editor prints in front of its figures. */
export const figuresMark = 'flow-lens-bench ';

/** Milliseconds. */
export interface ActivationFigures {
  /** Until `activate()` has returned, the code loaded and run for it. */
  readonly activation: number;
  /** From the same moment, in which a flow is opened too, until its diagnostics are there. */
  readonly firstDiagnostics: number;
}
