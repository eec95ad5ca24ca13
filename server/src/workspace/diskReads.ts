/** Hears of every path before it is looked at on disk: whatever changes there afterwards is not in what was read. */
export interface DiskReads {
  /** A file that is about to be read, or looked for. */
  file(path: string): void;
  /** A folder that is about to be listed. */
  folder(path: string): void;
}

/** For a process that ends before anything could change, and where somebody else tells of changes. */
export const unobserved: DiskReads = { file: () => undefined, folder: () => undefined };
