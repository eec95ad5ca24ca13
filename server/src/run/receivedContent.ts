import type { ResponseContent, StoredContent } from '#core/request/exchange';
import { formatBytes } from '#core/response/formatAmount';
import { margin } from '#core/response/shownContent';
import { codeOf } from './failure';
import { createKeptBytes } from './keptBytes';
import type { Spill, SpillFile } from './spill';

export interface Limits {
  /** Bytes of the content that are shown. A content that has more goes to a file, where there is a place for one. */
  readonly preview: number;
  /** Bytes up to which a content is kept whole, to be evaluated. Of a longer one the beginning is kept. */
  readonly evaluation: number;
  /** Bytes of the content that are read, with and without its codings. What comes after is not waited for. */
  readonly body: number;
}

/** A content as it comes in, its codings undone. */
export interface ReceivedContent {
  /** Bytes that have come so far. */
  readonly size: number;
  /** Takes the next bytes. Resolves when more may come: with false where the content is over the limit, and was cut. */
  add(chunk: Uint8Array): Promise<boolean>;
  /** What has come so far, for showing. */
  soFar(): ResponseContent;
  /** Ends the content. `fault` says in one sentence what ended it too early, if anything did. */
  end(fault: string | undefined): Promise<ResponseContent>;
}

/**
 * Keeps the beginning of a content in memory, and all of it, up to a limit, in a file as soon as it is longer than the
 * preview. Where there is no file to be had the content is no worse off than its memory: a disk that is full is a note.
 */
export function receiveContent({ preview, evaluation, body }: Limits, spill: Spill | undefined): ReceivedContent {
  const most = Math.min(Math.max(evaluation, preview), body);
  const kept = createKeptBytes(most);
  const copy = createCopy(spill);
  return {
    get size() {
      return kept.size;
    },
    add: async (chunk) => {
      const part = chunk.subarray(0, body - kept.size);
      if (kept.size + part.length > preview)
        await copy.add(kept.size === copy.size() ? [part] : [...kept.blocks(), part]);
      kept.add(chunk);
      // Nothing is evaluated in part, so the rest of the memory is given back as soon as there is more than that.
      if (kept.size > most && kept.size - chunk.length <= most) kept.shorten(preview + margin);
      return kept.size <= body;
    },
    soFar: () => ({
      bytes: kept.take(),
      size: kept.size,
      truncated: true,
      note: 'the content is still being received',
    }),
    end: async (fault) => {
      const stored = await copy.end();
      const bytes = kept.take();
      const cut = kept.size > bytes.length;
      const partly =
        cut && stored === undefined ? toPartly(Math.min(bytes.length, preview), copy.problem()) : undefined;
      return {
        bytes,
        size: kept.size,
        truncated: cut || fault !== undefined,
        note: fault !== undefined && copy.problem() !== undefined && partly ? `${fault}; ${partly}` : (fault ?? partly),
        ...(stored === undefined ? {} : { stored: { ...stored, isWhole: fault === undefined } }),
      };
    },
  };
}

function toPartly(bytes: number, problem: string | undefined): string {
  const partly = `only the first ${formatBytes(bytes)} of the content are kept`;
  return problem === undefined ? partly : `${partly}, as the rest could not be written to a file (${problem})`;
}

/** The copy of a content in a file. It fails for itself alone. */
interface Copy {
  /** Bytes written so far. */
  size(): number;
  add(parts: readonly Uint8Array[]): Promise<void>;
  /** Undefined where nothing was written, or not everything could be. */
  end(): Promise<Pick<StoredContent, 'path' | 'size'> | undefined>;
  /** Why there is none, where there was to be one. */
  problem(): string | undefined;
}

function createCopy(spill: Spill | undefined): Copy {
  let file: SpillFile | undefined;
  let size = 0;
  let problem: string | undefined;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (spill === undefined || problem !== undefined) return;
    try {
      await work();
    } catch (error) {
      problem = codeOf(error) === 'Error' && error instanceof Error ? error.message : codeOf(error);
      await file?.discard();
    }
  };
  return {
    size: () => size,
    problem: () => problem,
    add: (parts) =>
      attempt(async () => {
        file ??= await spill?.open();
        for (const part of parts) {
          await file?.write(part);
          size += part.length;
        }
      }),
    end: async () => {
      await attempt(async () => file?.close());
      return file === undefined || problem !== undefined ? undefined : { path: file.path, size };
    },
  };
}
