import type { Span } from '#core/syntax/span';

/**
 * A stretch of a text whose places move as one when the text before it changes: every entry of the root, and every entry of an
 * object there, is one. So an edit moves a few thousand numbers instead of a million.
 */
export interface Chunk {
  /** Where it begins now, in UTF-16 code units. The only thing in a tree that changes, and only by `edited`. */
  offset: number;
}

/** A span that moves with its chunk. */
export class Place implements Span {
  /** @param at counted from the chunk's beginning */
  constructor(
    readonly chunk: Chunk,
    readonly at: number,
    public length: number,
  ) {}

  get offset(): number {
    return this.chunk.offset + this.at;
  }
}

/** A part of a span, `from` code units behind its beginning, that moves with it where it moves. */
export function partOf(span: Span, from: number, length: number): Span {
  if (span instanceof Place) return new Place(span.chunk, span.at + from, length);
  return { offset: span.offset + from, length };
}
