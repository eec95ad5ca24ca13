import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ResponseContent } from '#core/request/exchange';
import { formatBytes } from '#core/response/formatAmount';
import { createDecoders } from './coding';
import { codeOf } from './failure';
import { type Limits, receiveContent } from './receivedContent';
import type { Spill } from './spill';
import { untilAborted } from './untilAborted';
import type { Valve } from './valve';

export interface ReceiveOptions {
  readonly limits: Limits;
  /** Holds the body's connection back while what has come is being written. The body itself is never paused. */
  readonly valve: Valve;
  /** Where a content goes that is longer than the preview; left out where there is no place for one. */
  readonly spill?: Spill;
  /** Ends it at once, whatever the disk is doing: what has come is dropped. */
  readonly signal: AbortSignal;
  /** Called once, when more has come than the preview: with what there is so far. */
  readonly onPreview?: (content: ResponseContent) => void;
}

/**
 * Reads the content of a response, undoes its codings and keeps its beginning; a long one goes to a file as it comes. It is read no
 * faster than it can be written. Never rejects: whatever ends it too early leaves it truncated, with a note. The body is
 * destroyed in every case.
 *
 * Where a limit ended it, `size` is more than the bytes kept; where the connection or a coding did, they are the same.
 *
 * @param contentEncoding the combined value of the `Content-Encoding` fields; empty where there is none
 */
export async function receiveBody(
  body: Readable,
  contentEncoding: string,
  { limits, valve, spill, signal, onPreview }: ReceiveOptions,
): Promise<ResponseContent> {
  const chosen = createDecoders(contentEncoding);
  const decoders = 'decoders' in chosen ? chosen.decoders : [];
  const content = receiveContent(limits, spill);
  const progress: Progress = { received: 0, fault: undefined };
  const take = async (chunk: Buffer): Promise<void> => {
    const before = content.size;
    const more = await content.add(chunk);
    if (signal.aborted) return;
    if (before <= limits.preview && content.size > limits.preview) onPreview?.(content.soFar());
    if (more) return;
    progress.fault ??= toCut(limits.body);
    throw new Error('cut');
  };
  let taken = Promise.resolve();
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      taken = take(chunk).then(() => done(), done);
    },
  });
  const stages = [toSource(body, valve, limits.body, progress), ...decoders, sink];
  await pipeline(stages, { signal }).catch((error: unknown) => {
    // Nothing at all is the empty content in every coding, though not for the decoders.
    if (progress.received > 0) progress.fault ??= toDecodingFault(error, contentEncoding);
  });
  // A coding that breaks ends the pipeline without the chunk that is still being written.
  await untilAborted(taken, signal, undefined);
  if (signal.aborted) {
    void content.discard();
    return { bytes: new Uint8Array(), size: 0, truncated: true, note: progress.fault };
  }
  const unknown =
    'unknown' in chosen ? `the content coding "${chosen.unknown}" is unknown and was not undone` : undefined;
  const ended = await content.end(progress.fault);
  return { ...ended, note: ended.note ?? unknown };
}

interface Progress {
  /** Bytes that came in, their codings not undone. */
  received: number;
  /** What ended the content too early, if anything did: the first fault, as others follow from it. */
  fault: string | undefined;
}

/** The body as a stream that ends where the body breaks, so that the decoders give what they have up to there. */
function toSource(body: Readable, valve: Valve, limit: number, progress: Progress): Readable {
  const source = new Readable({
    read: () => valve.open(),
    destroy: (error, done) => {
      body.destroy();
      done(error);
    },
  });
  body.on('error', (error) => {
    progress.fault ??= toFault(error);
    source.push(null);
  });
  body.on('data', (chunk: Buffer) => {
    progress.received += chunk.length;
    if (!source.push(chunk)) valve.close();
    if (progress.received <= limit) return;
    progress.fault ??= toCut(limit);
    body.destroy();
  });
  body.on('end', () => source.push(null));
  return source;
}

function toCut(limit: number): string {
  return `the content is longer than ${formatBytes(limit)} and was cut there`;
}

/** undici tells the end of the connection within a chunk as a fault of the framing. */
function toFault(error: Error): string {
  const misframed = codeOf(error) === 'HTTPParserError' && !error.message.includes('EOF');
  return misframed ? 'the content is not framed as HTTP says' : 'the connection broke before the end of the content';
}

function toDecodingFault(error: unknown, contentEncoding: string): string {
  if (codeOf(error) === 'Z_BUF_ERROR') return `the content ends in the middle of its coding "${contentEncoding}"`;
  return `the content is not in its coding "${contentEncoding}"`;
}
