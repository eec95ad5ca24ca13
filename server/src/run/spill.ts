/** Where contents go that are too long for memory: a way out of the engine, which not every shell gives it. */
export interface Spill {
  /** Begins a file. Rejects where none can be made. */
  open(): Promise<SpillFile>;
  /** Deletes a file that nobody wants any more. Never rejects. */
  remove(path: string): Promise<void>;
}

/** A file that is being written. */
export interface SpillFile {
  readonly path: string;
  /** Resolves when more may come, and the bytes may be used again. Rejects where the file can't take them. */
  write(bytes: Uint8Array): Promise<void>;
  /** Everything that was written so far, in one piece. Rejects where it can't be read. */
  read(): Promise<Uint8Array>;
  /** Resolves when everything is in the file. Rejects where that fails. */
  close(): Promise<void>;
  /** Gives the file up, whatever has become of it: closes and deletes it. Never rejects. */
  discard(): Promise<void>;
}
