import { boundary, findSegment, isCopied, type Reading } from '#core/request/redaction/reading';

/** A way to write characters as others. Each of its escapes begins with one and the same byte. */
export interface EscapeSystem {
  readonly lead: number;
  /** What the escape that begins there stands for; undefined where none does. */
  read(bytes: Uint8Array, at: number): Escape | undefined;
}

export interface Escape {
  /** Bytes of the escape itself. */
  readonly length: number;
  /** What it stands for: the code point of a character, or one byte. */
  readonly value: number;
  readonly kind: 'character' | 'byte' | 'nothing';
}

/**
 * The reading with the escapes of one system undone, each once; undefined where it has none.
 *
 * @param reach how many bytes are kept before and after an escape: what stands farther away is found without it
 */
export function undoEscapes(reading: Reading, system: EscapeSystem, reach: number): Reading | undefined {
  const source = reading.bytes;
  let at = source.indexOf(system.lead);
  if (at === -1) return undefined;
  const writer = createWriter(source);
  while (at !== -1) {
    const found = readPair(source, at, system);
    if (found !== undefined) writer.replace(at, found, reach);
    at = findNext(source, system.lead, at + (found?.length ?? 1));
  }
  const written = writer.finish(reach);
  if (written === undefined) return undefined;
  const { bytes, starts, origins } = written;
  return {
    bytes,
    segments: starts,
    locate(start, end) {
      const first = findSegment(starts, start);
      const last = findSegment(starts, end - 1);
      const from = (origins[first] as number) + (isCopied(first) ? start - (starts[first] as number) : 0);
      const to = isCopied(last)
        ? (origins[last] as number) + end - (starts[last] as number)
        : (origins[last + 1] as number);
      return reading.locate(from, to);
    },
  };
}

/** Where the byte comes next; -1 where it doesn't. What is near is found before a search of the runtime has begun. */
function findNext(bytes: Uint8Array, wanted: number, from: number): number {
  for (let at = from; at < from + 16; at++) if (bytes[at] === wanted) return at;
  return bytes.indexOf(wanted, from + 16);
}

/** The characters beyond U+FFFF may be escaped as two surrogates, each by itself. */
function readPair(bytes: Uint8Array, at: number, system: EscapeSystem): Escape | undefined {
  const first = system.read(bytes, at);
  if (first?.kind !== 'character' || first.value >> 10 !== 0xd800 >> 10) return first;
  const next = at + first.length;
  const second = bytes[next] === system.lead ? system.read(bytes, next) : undefined;
  if (second?.kind !== 'character' || second.value >> 10 !== 0xdc00 >> 10) return first;
  const value = ((first.value & 0x3ff) << 10) + (second.value & 0x3ff) + 0x10000;
  return { length: first.length + second.length, value, kind: 'character' };
}

interface Written {
  readonly bytes: Uint8Array;
  /** Where each segment begins. */
  readonly starts: readonly number[];
  /** Where each segment begins in the source; the one after it begins where it ends there. */
  readonly origins: readonly number[];
}

/** What is longer is copied at once, which takes its time to begin with. */
const longestLoop = 64;

/** Writes what escapes stand for and what is around them; never more bytes than the source has. */
function createWriter(source: Uint8Array) {
  const bytes = new Uint8Array(source.length);
  const starts: number[] = [];
  const origins: number[] = [];
  let size = 0;
  /** The end of the last escape in the source; before the first there is none, and all is far away. */
  let done = Number.NEGATIVE_INFINITY;
  const begin = (origin: number): void => {
    starts.push(size);
    origins.push(origin);
  };
  const copy = (start: number, end: number): void => {
    begin(start);
    if (end - start > longestLoop) bytes.set(source.subarray(start, end), size);
    else for (let at = start; at < end; at++) bytes[size + at - start] = source[at] as number;
    size += end - start;
  };
  return {
    replace(at: number, { length, value, kind }: Escape, reach: number): void {
      if (at - done <= 2 * reach) copy(done, at);
      else {
        if (done >= 0) {
          copy(done, done + reach);
          begin(done + reach);
          bytes[size++] = boundary;
        }
        copy(Math.max(at - reach, 0), at);
      }
      begin(at);
      if (kind === 'byte') bytes[size++] = value;
      else if (kind === 'character') size = writeUtf8(bytes, size, value);
      done = at + length;
    },
    finish(reach: number): Written | undefined {
      if (done < 0) return undefined;
      copy(done, Math.min(done + reach, source.length));
      return { bytes: bytes.subarray(0, size), starts, origins };
    },
  };
}

/** Gives where the next character goes. */
function writeUtf8(bytes: Uint8Array, at: number, point: number): number {
  if (point >> 11 === 0xd800 >> 11) return writeUtf8(bytes, at, 0xfffd);
  let next = at;
  if (point < 0x80) bytes[next++] = point;
  else if (point < 0x800) bytes[next++] = 0xc0 | (point >> 6);
  else if (point < 0x10000) bytes[next++] = 0xe0 | (point >> 12);
  else bytes[next++] = 0xf0 | (point >> 18);
  if (point >= 0x10000) bytes[next++] = 0x80 | ((point >> 12) & 63);
  if (point >= 0x800) bytes[next++] = 0x80 | ((point >> 6) & 63);
  if (point >= 0x80) bytes[next++] = 0x80 | (point & 63);
  return next;
}
