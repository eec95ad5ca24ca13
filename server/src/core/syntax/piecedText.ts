import type { Edit } from '#core/syntax/edit';
import { endOf } from '#core/syntax/span';

/** What small parts of a text can be read from: a string is one. */
export type Slices = Pick<string, 'slice' | 'length'>;

/** More edits than these since the text was last laid out in one stretch, and it is laid out again. */
const mostPieces = 128;

/**
 * A text that is edited again and again, as the pieces that edits left of what it was, and what they put in between. To lay a text of
 * many megabytes out anew is most of what a keystroke in it costs, so nothing does but `whole`, and that only when somebody reads
 * of it: until then the engine keeps it in pieces as well.
 */
export class PiecedText implements Slices {
  private known: string | undefined;

  private constructor(
    private readonly pieces: readonly string[],
    readonly length: number,
  ) {}

  static from(text: string): PiecedText {
    return new PiecedText([text], text.length);
  }

  /** The text that an edit leaves. */
  edited({ span, newText }: Edit): PiecedText {
    if (this.pieces.length > mostPieces) return PiecedText.from(this.whole()).edited({ span, newText });
    const pieces = [...this.between(0, span.offset), newText, ...this.between(endOf(span), this.length)];
    return new PiecedText(
      pieces.filter((piece) => piece !== ''),
      this.length + newText.length - span.length,
    );
  }

  /** As of a string, between two offsets that lie in it. */
  slice(from = 0, to = this.length): string {
    return this.between(from, to).join('');
  }

  whole(): string {
    if (this.known === undefined) {
      this.known = '';
      for (const piece of this.pieces) this.known += piece;
    }
    return this.known;
  }

  private between(from: number, to: number): readonly string[] {
    const parts: string[] = [];
    let at = 0;
    for (const piece of this.pieces) {
      if (at < to && at + piece.length > from) parts.push(piece.slice(Math.max(0, from - at), to - at));
      at += piece.length;
    }
    return parts;
  }
}
