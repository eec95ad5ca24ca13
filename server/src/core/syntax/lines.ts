/** A place in a text, both counted from zero; `character` in UTF-16 code units, as the Language Server Protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets into positions: the offset at which each line begins, made once per text. */
export interface Lines {
  positionAt(offset: number): Position;
  /** The offset of a place; one beyond the end of its line is the line's end, one beyond the text is the text's. */
  offsetAt(position: Position): number;
}

/** Line breaks are `\n`, `\r\n` and a lone `\r`, as in the Language Server Protocol. */
export function toLines(text: string): Lines {
  let starts: number[] | undefined;
  return {
    positionAt(offset) {
      starts ??= lineStarts(text);
      const clamped = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(starts, clamped);
      return { line, character: clamped - (starts[line] ?? 0) };
    },
    offsetAt({ line, character }) {
      starts ??= lineStarts(text);
      const start = starts[line] ?? text.length;
      const next = starts[line + 1] ?? text.length;
      return Math.min(start + character, next);
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** The last line that begins at or before the offset, by halving. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
