import type { ResponseContent } from '#core/request/exchange';
import { formatBytes } from '#core/response/formatAmount';
import { margin } from '#core/response/shownContent';
import { createCopy } from './copy';
import { createKeptBytes } from './keptBytes';
import type { Spill } from './spill';

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
  /** Ends the content, which nobody wants any more. Never rejects. */
  discard(): Promise<void>;
  /** Ends the content. `fault` says in one sentence what ended it too early, if anything did. */
  end(fault: string | undefined): Promise<ResponseContent>;
}

/**
 * Keeps the beginning of a content in memory, and all of it, up to a limit, in a file as soon as it is longer than the preview.
 * Without a file, memory holds what is to be evaluated: a disk that is full is a note.
 */
export function receiveContent({ preview, evaluation, body }: Limits, spill: Spill | undefined): ReceivedContent {
  const evaluated = Math.min(Math.max(evaluation, preview), body);
  const kept = createKeptBytes(evaluated);
  const copy = createCopy(spill, evaluated);
  const shown = preview + margin;
  const keep = (chunk: Uint8Array): void => {
    const before = kept.size;
    kept.add(chunk);
    // Nothing is evaluated in part, and what is in a file is read from there when it is wanted.
    const most = copy.isGood() ? Math.min(shown, evaluated) : evaluated;
    if (before <= most && kept.size > most) kept.shorten(shown);
  };
  /** Whether what is to be evaluated is not in memory any more. */
  const isAway = (): boolean => kept.length < kept.size && kept.size <= evaluated;
  return {
    get size() {
      return kept.size;
    },
    add: async (chunk) => {
      const part = chunk.subarray(0, body - kept.size);
      if (kept.size + part.length > preview) await copy.add(copy.isGood() ? [part] : [...kept.blocks(), part]);
      const rescued = copy.problem() !== undefined && isAway() ? await copy.read() : undefined;
      if (rescued?.length === kept.size) kept.restore(rescued);
      keep(chunk);
      return kept.size <= body;
    },
    discard: copy.discard,
    soFar: () => ({ bytes: kept.take(), size: kept.size, truncated: true, note: stillComing }),
    end: async (fault) => {
      const stored = await copy.end();
      const whole = isAway() ? await copy.read() : undefined;
      const bytes = whole ?? kept.take();
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

/** What is said of a content of which only the beginning is there yet. */
export const stillComing = 'the content is still being received';

function toPartly(bytes: number, problem: string | undefined): string {
  const partly = `only the first ${formatBytes(bytes)} of the content are kept`;
  return problem === undefined ? partly : `${partly}, as the rest could not be written to a file (${problem})`;
}
