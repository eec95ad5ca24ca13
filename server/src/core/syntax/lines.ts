import type { Edit } from '#core/syntax/edit';
import type { Slices } from '#core/syntax/piecedText';
import { endOf } from '#core/syntax/span';

/** A place in a text, both counted from zero; `character` in UTF-16 code units, as the Language Server Protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets into positions and back. */
export interface Lines {
  positionAt(offset: number): Position;
  /** The offset of a place; one beyond the end of its line is the line's end, one beyond the text is the text's. */
  offsetAt(position: Position): number;
  /**
   * Those of the text that an edit leaves, without reading more of it than what is new.
   *
   * @param read the same text, where small parts of it can be had for less
   */
  edited(edit: Edit, text: string, read?: Slices): Lines;
}

/** Line breaks are `\n`, `\r\n` and a lone `\r`, as in the Language Server Protocol. */
export function toLines(text: string): Lines {
  return createLines(text, undefined);
}

/** @param given the offset at which each line begins; undefined to find them when there is something to convert */
function createLines(text: string, given: Uint32Array | undefined): Lines {
  let known = given;
  const starts = (): Uint32Array => {
    known ??= lineStarts(text, 0, text.length);
    return known;
  };
  return {
    positionAt(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(starts(), clamped);
      return { line, character: clamped - (starts()[line] ?? 0) };
    },
    offsetAt({ line, character }) {
      const start = starts()[line] ?? text.length;
      const next = starts()[line + 1] ?? text.length;
      return Math.min(start + character, next);
    },
    // No closure over this text may come into the next: it would hold every text before it.
    edited: (edit, newText, read = newText) => createLines(newText, known && editStarts(known, edit, read)),
  };
}

/** The offsets at which lines begin behind the line breaks between two offsets; the first line of the text where it is among them. */
function lineStarts(text: string, from: number, to: number): Uint32Array {
  const starts = from === 0 ? [0] : [];
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return Uint32Array.from(starts);
}

/** A line break may be made or broken of what stands right around the edit: a `\r` before, a `\n` behind. */
function editStarts(old: Uint32Array, { span, newText }: Edit, text: Slices): Uint32Array {
  const grown = newText.length - span.length;
  const from = Math.max(0, span.offset - 1);
  const before = from === 0 ? 0 : lineOf(old, from) + 1;
  const after = lineOf(old, Math.min(endOf(span) + 1, text.length - grown)) + 1;
  const to = Math.min(endOf(span) + 1 + grown, text.length);
  const read = text.slice(from, Math.min(to + 1, text.length));
  const inside = lineStarts(read, 0, to - from)
    .map((start) => from + start)
    .subarray(from === 0 ? 0 : 1);
  const starts = new Uint32Array(before + inside.length + old.length - after);
  starts.set(old.subarray(0, before));
  starts.set(inside, before);
  for (let index = after; index < old.length; index++) {
    starts[before + inside.length + index - after] = (old[index] ?? 0) + grown;
  }
  return starts;
}

/** The last line that begins at or before the offset, by halving. */
function lineOf(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
