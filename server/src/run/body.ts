import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ResponseContent } from '#core/request/exchange';
import { formatBytes } from '#core/response/formatAmount';
import { createDecoders } from './coding';
import { codeOf } from './failure';
import { createKeptBytes } from './keptBytes';
import { relay } from './relay';

export interface Limits {
  /** Bytes of the content that are kept, its codings undone. */
  readonly evaluation: number;
  /** Bytes of the content that are read, with and without its codings. What comes after is not waited for. */
  readonly body: number;
}

/**
 * Reads the content of a response, undoes its codings and keeps its beginning. Never rejects: whatever ends it too early
 * leaves it truncated, with a note. The body is destroyed in every case.
 *
 * Where a limit ended it, `size` is more than the bytes kept; where the connection or a coding did, they are the same.
 *
 * @param contentEncoding the combined value of the `Content-Encoding` fields; empty where there is none
 */
export async function receiveBody(body: Readable, contentEncoding: string, limits: Limits): Promise<ResponseContent> {
  const chosen = createDecoders(contentEncoding);
  const decoders = 'decoders' in chosen ? chosen.decoders : [];
  const kept = createKeptBytes(Math.min(limits.evaluation, limits.body));
  const progress: Progress = { received: 0, fault: undefined };
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      kept.add(chunk);
      if (kept.size <= limits.body) return done();
      progress.fault ??= toCut(limits.body);
      done(new Error('cut'));
    },
  });
  await pipeline([toSource(body, limits.body, progress), ...decoders, sink]).catch((error: unknown) => {
    // Nothing at all is the empty content in every coding, though not for the decoders.
    if (progress.received > 0) progress.fault ??= toDecodingFault(error, contentEncoding);
  });
  const bytes = kept.take();
  const partly =
    kept.size > bytes.length ? `only the first ${formatBytes(bytes.length)} of the content are kept` : undefined;
  const fault = progress.fault ?? partly;
  const unknown =
    'unknown' in chosen ? `the content coding "${chosen.unknown}" is unknown and was not undone` : undefined;
  return { bytes, size: kept.size, truncated: fault !== undefined, note: fault ?? unknown };
}

interface Progress {
  /** Bytes that came in, their codings not undone. */
  received: number;
  /** What ended the content too early, if anything did: the first fault, as others follow from it. */
  fault: string | undefined;
}

/** The body as a stream that ends where the body breaks, so that the decoders give what they have up to there. */
function toSource(body: Readable, limit: number, progress: Progress): Readable {
  const source = new Readable({
    read: () => {
      body.resume();
    },
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
    if (progress.received <= limit) return;
    progress.fault ??= toCut(limit);
    body.destroy();
  });
  relay(body, source);
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
