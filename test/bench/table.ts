/** What a run of the benchmarks is asked for. */
export interface BenchOptions {
  /** How many nodes flows have, from small to large. */
  readonly sizes: readonly number[];
  /** Tells how far it is, in a few words. */
  say(progress: string): void;
}

/** One table: something that is measured, against what else does the same. */
export interface Table {
  /** As it is asked for: `npm run bench -- NAME`. */
  readonly name: string;
  readonly title: string;
  /** What was measured and how, in Markdown: whoever reads the figures reads this first. */
  readonly about: string;
  /** True where it is measured only when it is asked for by name. */
  readonly onlyByName?: true;
  /** Gives the table in Markdown. */
  measure(options: BenchOptions): Promise<string>;
}
