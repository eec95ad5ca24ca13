import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ResponseContent } from '#core/request/exchange';
import type { Redactor } from '#core/request/redact';
import { findCharset } from '#core/response/decodeText';
import { toMediaType } from '#core/response/mediaType';
import { codeOf } from './failure';

/** Bytes that are looked at in one go; the tail of the ones before is looked at with them. */
const pieceLength = 1024 * 1024;

/** A content as a stream of bytes: from its file, where it has one. Fails with `ENOENT` where that is gone. */
function openContent({ bytes, stored }: ResponseContent): Readable {
  if (stored !== undefined) return createReadStream(stored.path, { highWaterMark: pieceLength });
  return Readable.from([bytes], { objectMode: false });
}

/** Whether a secret stands anywhere in a content, in any form. Rejects as reading a file does, and with an `AbortError`. */
export async function holdsSecret(
  content: ResponseContent,
  contentType: string | undefined,
  redactor: Redactor,
  signal: AbortSignal,
): Promise<boolean> {
  const decoder = createDecoder(content.bytes, contentType);
  let tail = '';
  for await (const chunk of openContent(content)) {
    signal.throwIfAborted();
    const text = tail + decoder.decode(chunk, { stream: true });
    if (redactor.holds(text)) return true;
    tail = text.slice(Math.max(0, text.length - redactor.longest));
  }
  return false;
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
  try {
    await pipeline(openContent(content), createWriteStream(temporary, { flags: 'wx', mode }), { signal });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
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
