import type { Span } from '#core/syntax/span';

/** Where the chunks of one tree begin, in the order of the text: what an edit moves lies side by side. */
export class ChunkTable {
  private readonly starts: number[] = [];

  /** @param offset behind all that were added before, in UTF-16 code units */
  add(offset: number): Chunk {
    this.starts.push(offset);
    return new Chunk(this, this.starts.length - 1);
  }

  startOf(index: number): number {
    return this.starts[index] ?? 0;
  }

  moveBehind(index: number, by: number): void {
    const { starts } = this;
    for (let behind = index + 1; behind < starts.length; behind++) starts[behind] = (starts[behind] ?? 0) + by;
  }
}

/**
 * A stretch of a text whose places move as one when the text before it changes: every entry of the root, and every entry of an
 * object there, is one. So an edit moves a few thousand numbers instead of a million.
 */
export class Chunk {
  constructor(
    private readonly table: ChunkTable,
    private readonly index: number,
  ) {}

  /** Where it begins now, in UTF-16 code units. The only thing in a tree that changes, and only by `moveThoseBehind`. */
  get offset(): number {
    return this.table.startOf(this.index);
  }

  /** Moves all chunks of the tree that begin behind this one. */
  moveThoseBehind(by: number): void {
    this.table.moveBehind(this.index, by);
  }
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
