import { base64Digits, hexDigits } from '#core/request/redaction/digits';
import { boundary, findSegment, type Reading } from '#core/request/redaction/reading';

/** Base64, in either of its alphabets. */
export const base64: Coding = { digits: base64Digits, bits: 6, shortest: 6, starts: 4 };

export const hex: Coding = { digits: hexDigits, bits: 4, shortest: 8, starts: 2 };

/** A way to write bytes as digits, of which each is worth some bits. */
export interface Coding {
  /** The value of each byte as a digit; -1 where it is none. */
  readonly digits: Int8Array;
  /** What a digit is worth. */
  readonly bits: number;
  /** How many digits the shortest secret takes. */
  readonly shortest: number;
  /** At how many digits, one after the other, a byte may begin: nobody knows where the neighbours of a secret end. */
  readonly starts: number;
}

/**
 * The bytes that runs of digits in the reading stand for, once for each place to start at; undefined where there are none. Where
 * escapes were undone, these are the runs that have come of it: the others are in the reading before.
 */
export function undoCoding(reading: Reading, coding: Coding): Reading | undefined {
  const source = reading.bytes;
  const { bits, starts } = coding;
  let bytes: Uint8Array | undefined;
  let size = 0;
  /** Where each segment begins, and the digit in the source that it begins with. */
  const segments: number[] = [];
  const origins: number[] = [];
  forEachRun(reading, coding, (start, end) => {
    bytes ??= new Uint8Array(starts * (source.length - start));
    for (let first = start; first < start + starts; first++) {
      segments.push(size);
      origins.push(first);
      size = decode(source, first, end, coding, bytes, size);
      bytes[size++] = boundary;
    }
  });
  if (bytes === undefined) return undefined;
  return {
    bytes: bytes.subarray(0, size),
    locate(start, end) {
      const segment = findSegment(segments, start);
      const toDigit = (bit: number): number => (origins[segment] as number) + Math.floor(bit / bits);
      const before = 8 * (segments[segment] as number);
      return reading.locate(toDigit(8 * start - before), toDigit(8 * end - before - 1) + 1);
    },
  };
}

function forEachRun(reading: Reading, coding: Coding, act: (start: number, end: number) => void): void {
  const { bytes, segments } = reading;
  const { digits, shortest } = coding;
  const isDigit = (at: number): boolean => at >= 0 && at < bytes.length && (digits[bytes[at] as number] as number) >= 0;
  const runFrom = (start: number): number => {
    let end = start;
    while (isDigit(end)) end++;
    if (end - start >= shortest) act(start, end);
    return end;
  };
  if (segments === undefined) {
    for (let at = 0; at < bytes.length; at++) at = runFrom(at);
    return;
  }
  let done = 0;
  for (let segment = 1; segment < segments.length; segment += 2) {
    const at = segments[segment] as number;
    if (at < done) continue;
    let start = at;
    while (start > done && isDigit(start - 1)) start--;
    done = Math.max(at, runFrom(start));
  }
}

/** Writes what the digits from `start` to `end` stand for; bits that make no byte are left out. Gives where the next byte goes. */
function decode(
  source: Uint8Array,
  start: number,
  end: number,
  { digits, bits }: Coding,
  bytes: Uint8Array,
  size: number,
): number {
  let next = size;
  let value = 0;
  let held = 0;
  for (let at = start; at < end; at++) {
    value = (value << bits) | (digits[source[at] as number] as number);
    held += bits;
    if (held < 8) continue;
    held -= 8;
    bytes[next++] = value >> held;
  }
  return next;
}
