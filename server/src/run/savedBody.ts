import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { ResponseContent } from '#core/request/exchange';
import type { Redactor } from '#core/request/redact';
import { findCharset } from '#core/response/decodeText';
import { toMediaType } from '#core/response/mediaType';
import { codeOf } from './failure';

/** Bytes that are read from a file in one go. */
const chunkLength = 1024 * 1024;
/** Bytes that are looked at in one go at the least; the tail of the ones before is looked at with them. */
const pieceLength = 128 * 1024;

/** A content as a stream of bytes: from its file, where it has one. Fails with `ENOENT` where that is gone. */
function openContent({ bytes, stored }: ResponseContent): Readable {
  if (stored !== undefined) return createReadStream(stored.path, { highWaterMark: chunkLength });
  return Readable.from([bytes], { objectMode: false });
}

/**
 * Whether a secret stands anywhere in a content, in any form. The event loop gets its turn between two pieces, as one of a hostile text
 * takes its time. Rejects as reading a file does, and with an `AbortError`.
 */
export async function holdsSecret(
  content: ResponseContent,
  contentType: string | undefined,
  redactor: Redactor,
  signal: AbortSignal,
): Promise<boolean> {
  const decoder = createDecoder(content.bytes, contentType);
  let tail = '';
  // A tail that is longer than its piece would make most of the work.
  for await (const piece of cut(openContent(content), Math.max(pieceLength, redactor.longest))) {
    await setImmediate();
    signal.throwIfAborted();
    const text = tail + decoder.decode(piece, { stream: true });
    if (redactor.holds(text)) return true;
    tail = text.slice(Math.max(0, text.length - redactor.longest));
  }
  return false;
}

async function* cut(chunks: AsyncIterable<Uint8Array>, length: number): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += length) yield chunk.subarray(at, at + length);
}

/** What is no text at all is read as UTF-8 too: a secret in it stands between bytes that are none. */
function createDecoder(beginning: Uint8Array, contentType: string | undefined): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(findCharset(beginning, toMediaType(contentType)));
  } catch {
    return new TextDecoder();
  }
}

/**
 * Writes a content to a file: beside it first, then in its place, so that it is there as a whole or not at all. Rejects with an
 * error whose message is for people, as `fs` does, and with an `AbortError`.
 */
export async function saveContent(content: ResponseContent, path: string, signal: AbortSignal): Promise<void> {
  const mode = await findMode(path);
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  const file = createWriteStream(temporary, { flags: 'wx', mode });
  try {
    await pipeline(openContent(content), file, { signal });
    await rename(temporary, path);
  } catch (error) {
    await untilClosed(file);
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A stream that is destroyed may still be about to make its file. */
async function untilClosed(file: WriteStream): Promise<void> {
  if (!file.closed) await new Promise<void>((resolve) => file.once('close', () => resolve()));
}

/** The permissions of the file that is replaced. A link is not: what it leads to may be anywhere. */
async function findMode(path: string): Promise<number> {
  const present = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (present === undefined) return 0o666;
  if (present.isSymbolicLink()) throw new Error('it is a link, and what that leads to is not overwritten');
  if (!present.isFile()) throw new Error('it is no file');
  return present.mode & 0o777;
}
