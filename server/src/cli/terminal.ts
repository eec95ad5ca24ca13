/** The world as a command sees it. */
export interface Terminal {
  /** The current folder, absolute. */
  readonly cwd: string;
  /** The current date in UTC, `2027-06-30`. */
  readonly today: string;
  /** Whether standard output shows colours. */
  readonly colour: boolean;
  /** Writes to standard output, as it is. */
  print(text: string): void;
  /** Writes to standard error, as it is. */
  printError(text: string): void;
  /** Writes one line to standard error, whatever the sentence holds. */
  complain(sentence: string): void;
  /** The variable of the process environment that a person has named; undefined where it is not set. */
  environmentVariable(name: string): string | undefined;
  /** All bytes of standard input. */
  readInput(): Promise<Uint8Array>;
  /**
   * Asks the person who sits there; undefined where nobody does, or the question was interrupted. `hidden` keeps what is
   * typed from being seen.
   */
  prompt(question: string, interruption: Interruption, hidden: boolean): Promise<string | undefined>;
  /** From this call on, the first Ctrl+C aborts the signal instead of ending the process. */
  catchInterruption(): Interruption;
}

export interface Interruption {
  readonly signal: AbortSignal;
  abort(): void;
}
