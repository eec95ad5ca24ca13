/** What a suite inside the editor prints in front of its figures. */
export const figuresMark = 'flow-lens-bench ';

/** Milliseconds. */
export interface ActivationFigures {
  /** To load the code, and to run `activate()`: what VS Code lists under *Show Running Extensions*. */
  readonly activation: number;
  /** The same with what VS Code does in between, which reads what the extension has stored: until whoever activates it goes on. */
  readonly activated: number;
  /** From the same moment, in which a flow is opened too, until its diagnostics are there. */
  readonly firstDiagnostics: number;
}
