import type { StoredContent } from '#core/request/exchange';
import { codeOf } from './failure';
import type { Spill, SpillFile } from './spill';

/** The copy of a content in a file. It may fail, and does so for itself alone. */
export interface Copy {
  /** Whether everything that was added is in a file. */
  isGood(): boolean;
  add(parts: readonly Uint8Array[]): Promise<void>;
  /** Ends the file. Undefined where nothing was written, or not everything could be. */
  end(): Promise<Pick<StoredContent, 'path' | 'size'> | undefined>;
  /** Everything that was added, from the file or from what was rescued of one that failed; undefined where there is neither. */
  read(): Promise<Uint8Array | undefined>;
  /** Gives the file up, whatever it is doing. Never rejects. */
  discard(): Promise<void>;
  /** Why there is no file, where there was to be one. */
  problem(): string | undefined;
}

/** @param mostRescued bytes: of a file that fails, no more than this is read back */
export function createCopy(spill: Spill | undefined, mostRescued: number): Copy {
  let file: SpillFile | undefined;
  let size = 0;
  let problem: string | undefined;
  let rescued: Uint8Array | undefined;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (spill === undefined || problem !== undefined) return;
    try {
      await work();
    } catch (error) {
      problem = describe(error);
      if (size <= mostRescued) rescued = await file?.read().catch(() => undefined);
      await file?.discard();
    }
  };
  const isGood = (): boolean => file !== undefined && problem === undefined;
  return {
    isGood,
    problem: () => problem,
    add: (parts) =>
      attempt(async () => {
        file ??= await spill?.open();
        // Given up meanwhile: there was no file to delete then.
        if (problem !== undefined) throw new Error(problem);
        for (const part of parts) {
          await file?.write(part);
          size += part.length;
        }
      }),
    end: async () => {
      await attempt(async () => file?.close());
      return file === undefined || problem !== undefined ? undefined : { path: file.path, size };
    },
    discard: async () => {
      problem ??= 'given up';
      await file?.discard();
    },
    read: async () => {
      const bytes = isGood() ? await file?.read().catch(() => undefined) : rescued;
      // Of the part that it failed with, a file may have taken something.
      return bytes?.subarray(0, size);
    },
  };
}

/** A code of the system without the path that its message would tell. */
function describe(error: unknown): string {
  const code = codeOf(error);
  return code === 'Error' && error instanceof Error ? error.message : code;
}
