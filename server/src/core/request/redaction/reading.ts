/** One way to read a text: as bytes, of which each knows where it comes from. */
export interface Reading {
  readonly bytes: Uint8Array;
  /** Where each of its segments begins (see {@link isCopied}); undefined where it was not made by undoing escapes. */
  readonly segments?: readonly number[];
  /** The stretch of the text that some of the bytes stand for, from the one at `start` up to and not including the one at `end`. */
  locate(start: number, end: number): Stretch;
}

/** A part of a text, in UTF-16 code units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The text as it is, in UTF-8. A lone surrogate, which has no UTF-8, is U+FFFD. */
export function readAsIs(text: string): Reading {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === text.length) return { bytes, locate: (from, to) => ({ from, to }) };
  let units: Int32Array | undefined;
  return {
    bytes,
    locate(start, end) {
      units ??= countUnits(bytes);
      // A part of a character is all of it.
      let next = end;
      while (units[next] === units[end - 1]) next++;
      return { from: units[start] ?? 0, to: units[next] ?? text.length };
    },
  };
}

/** For each byte of UTF-8 and for their end, where its character begins in the text. */
function countUnits(bytes: Uint8Array): Int32Array {
  const units = new Int32Array(bytes.length + 1);
  let unit = 0;
  for (let at = 0; at < bytes.length; ) {
    const { length, unitLength } = measure(bytes[at] as number);
    units.fill(unit, at, at + length);
    at += length;
    unit += unitLength;
  }
  units[bytes.length] = unit;
  return units;
}

/** How long a character is in UTF-8 and in UTF-16, by its first byte (RFC 3629 §3). */
function measure(first: number): { readonly length: number; readonly unitLength: number } {
  if (first < 0x80) return { length: 1, unitLength: 1 };
  if (first < 0xe0) return { length: 2, unitLength: 1 };
  return first < 0xf0 ? { length: 3, unitLength: 1 } : { length: 4, unitLength: 2 };
}

/** In a reading whose escapes were undone, what was copied and what stands for something else take turns. */
export function isCopied(segment: number): boolean {
  return segment % 2 === 0;
}

/** The index of the last number that is not above `value`, in a list that ascends and begins with such a one. */
export function findSegment(starts: readonly number[], value: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** Stands between parts of a reading that are not neighbours in the text. No UTF-8 has it, so no form of a secret reaches over it. */
export const boundary = 0xff;
