import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** A file as text, without its one byte order mark: offsets then are those that an editor has. */
export interface TextFile {
  readonly text: string;
  /** Whether the bytes began with a byte order mark, to be kept when the file is written. */
  readonly byteOrderMark: boolean;
  /** Offset in `text` where the bytes stop being UTF-8; undefined where all of them are. */
  readonly encodingError: number | undefined;
}

/**
 * Decodes any bytes: what is not UTF-8 becomes U+FFFD and is told. Of two byte order marks neither is taken off: readers of a text take
 * one for white space, and the second is a fault that they have to see.
 */
export function decodeTextFile(bytes: Uint8Array): TextFile {
  const byteOrderMark = isMarkAt(bytes, 0) && !isMarkAt(bytes, byteOrderMarkLength);
  const decoding = { ignoreBOM: !byteOrderMark };
  const text = new TextDecoder('utf-8', decoding).decode(bytes);
  return { text, byteOrderMark, encodingError: findInvalidUtf8(bytes, text, decoding) };
}

/** Bytes of U+FEFF in UTF-8. */
const byteOrderMarkLength = 3;

function isMarkAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** As a `TextDecoder` takes it: with `ignoreBOM`, a byte order mark stays in the text. */
interface Decoding {
  readonly ignoreBOM: boolean;
}

/** The first U+FFFD that no U+FFFD in the bytes explains; only texts that have one at all are decoded twice. */
function findInvalidUtf8(bytes: Uint8Array, text: string, decoding: Decoding): number | undefined {
  if (!text.includes('\uFFFD')) return undefined;
  try {
    new TextDecoder('utf-8', { ...decoding, fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return longestValidPrefix(bytes, decoding);
  }
}

/** How many UTF-16 code units decode before the first wrong byte, by halving over prefixes decoded as a stream. */
function longestValidPrefix(bytes: Uint8Array, decoding: Decoding): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodesSoFar(bytes.subarray(0, middle), decoding) === undefined) invalid = middle;
    else valid = middle;
  }
  return decodesSoFar(bytes.subarray(0, valid), decoding)?.length ?? 0;
}

function decodesSoFar(prefix: Uint8Array, decoding: Decoding): string | undefined {
  try {
    return new TextDecoder('utf-8', { ...decoding, fatal: true }).decode(prefix, { stream: true });
  } catch {
    return undefined;
  }
}

/** Bytes. No flow comes near; what does is no flow, and must not fill the memory. */
const largestFile = 256 * 1024 * 1024;

/** Without waiting for somebody to write to a pipe. Windows has no such flag and needs none. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Rejects as `fs.readFile` does, also for a pipe, a socket or a device (ENXIO) and above 256 MiB (ERR_FS_FILE_TOO_LARGE). */
export async function readFileBytes(path: string): Promise<Buffer> {
  const file = await open(path, openFlags);
  try {
    refuseUnreadable(await file.stat(), path);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Rejects as `readFileBytes` does. */
export async function readTextFile(path: string): Promise<TextFile> {
  return decodeTextFile(await readFileBytes(path));
}

/** For what is read on the way of a request that can't wait, such as an import. Throws what `readTextFile` rejects with. */
export function readTextFileSync(path: string): TextFile {
  const descriptor = openSync(path, openFlags);
  try {
    refuseUnreadable(fstatSync(descriptor), path);
    return decodeTextFile(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** ENXIO is what opening a socket fails with; reading a pipe or a device may never end, which is no better. */
function refuseUnreadable(stats: Stats, path: string): void {
  if (stats.isDirectory()) throw toFileError('EISDIR', `"${path}" is a folder`);
  if (!stats.isFile()) throw toFileError('ENXIO', `"${path}" is a pipe or a device`);
  if (stats.size > largestFile) throw toFileError('ERR_FS_FILE_TOO_LARGE', `"${path}" is larger than 256 MiB`);
}

function toFileError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
