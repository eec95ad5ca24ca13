import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { Client, type Dispatcher } from 'undici';
import type { Field, Outcome, Request, Response, ResponseContent, Timings } from '#core/request/exchange';
import { formatDuration } from '#core/response/formatAmount';
import { receiveBody } from './body';
import { connect } from './connect';
import { toFailure } from './failure';
import { type Limits, stillComing } from './receivedContent';
import { toResponseStream } from './responseStream';
import { toSentFields } from './sentFields';
import type { Spill } from './spill';
import { createStop, type Stop } from './stop';
import { createStopwatch, type Stopwatch } from './stopwatch';
import { type Target, toTarget } from './target';
import { createValve, type Valve } from './valve';

export interface ExchangeOptions {
  /** Milliseconds for all of it: name look-up, connect, TLS, first byte, last byte. */
  readonly deadline: number;
  /** Ends the exchange at once, at any stage. */
  readonly signal: AbortSignal;
  readonly limits: Limits;
  /** Where a content goes that is longer than the preview. Without it, of a long one only the beginning is kept. */
  readonly spill?: Spill;
  /**
   * Called when the head is there, and again when more of the content is there than the preview: with the response so far, its
   * content truncated.
   */
  readonly onProgress?: (response: Response, timings: Timings) => void;
  /** Authorities and client certificate for the target; the ones Node brings where it is left out. */
  readonly secureContext?: SecureContext;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

/**
 * Sends one request over a connection of its own and gives what came of it. Never rejects for what a network can do, and
 * leaves nothing behind: no socket, no timer, no listener. Redirects are answers. Interim responses are skipped.
 */
export async function exchange(request: Request, options: ExchangeOptions): Promise<Outcome> {
  const uri = new URL(request.targetUri);
  const target = toTarget(uri);
  const watch = createStopwatch(options.now ?? (() => performance.now()), {
    secure: target.secure,
    named: isIP(target.host) === 0,
  });
  const stop = createStop(options.deadline, options.signal);
  const valve = createValve();
  const client = openClient(uri.origin, target, stop.signal, watch, valve, options.secureContext);
  try {
    const response = await send(client, request, uri, { ...options, signal: stop.signal }, watch, valve);
    const stopped = toStopped(stop, watch, options.deadline);
    if (stopped !== undefined) {
      if (response.content.stored !== undefined) await options.spill?.remove(response.content.stored.path);
      return stopped;
    }
    watch.mark('end');
    return { kind: 'response', response, timings: watch.timings() };
  } catch (error) {
    const failure = toFailure(error, { target, stage: watch.stage() });
    return toStopped(stop, watch, options.deadline) ?? { kind: 'failure', failure, timings: watch.timings() };
  } finally {
    stop.dispose();
    await client.destroy();
  }
}

/** undici's own limits of time are off: the deadline covers them all. */
function openClient(
  origin: string,
  target: Target,
  signal: AbortSignal,
  watch: Stopwatch,
  valve: Valve,
  secureContext: SecureContext | undefined,
): Client {
  return new Client(origin, {
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 256 * 1024,
    connect: (_options, callback) => {
      connect(target, { signal, secureContext, onReached: watch.mark }).then(
        // undici asks nothing of a socket that a stream can't do.
        (socket) => callback(null, toResponseStream(socket, valve) as typeof socket),
        (error: Error) => callback(error, null),
      );
    },
  });
}

async function send(
  client: Client,
  request: Request,
  uri: URL,
  { limits, spill, signal, onProgress }: ExchangeOptions,
  watch: Stopwatch,
  valve: Valve,
): Promise<Response> {
  const answer = await client.request({
    method: request.method as Dispatcher.HttpMethod,
    path: `${uri.pathname}${uri.search}`,
    headers: toSentFields(request.fields).flat(),
    body: request.content ?? null,
    responseHeaders: 'raw',
    // The valve holds the content back, and undici never.
    highWaterMark: Number.MAX_SAFE_INTEGER,
  });
  watch.mark('head');
  const fields = toFields(answer.headers);
  const head = { statusCode: answer.statusCode, reason: answer.statusText, fields };
  if (!hasContent(request.method, head.statusCode)) return { ...head, content: dropBody(answer.body) };
  const tell = (content: ResponseContent): void => onProgress?.({ ...head, content }, watch.timings());
  const received = receiveBody(answer.body, combine(fields, 'content-encoding'), {
    limits,
    valve,
    signal,
    ...(spill === undefined ? {} : { spill }),
    onPreview: tell,
  });
  tell(nothingYet);
  return { ...head, content: await received };
}

/** What there is of a content when the head has come. */
const nothingYet: ResponseContent = {
  bytes: new Uint8Array(),
  size: 0,
  truncated: true,
  note: stillComing,
};

/** RFC 9110 §6.4.1. */
function hasContent(method: string, statusCode: number): boolean {
  return method !== 'HEAD' && statusCode !== 204 && statusCode !== 304;
}

/** A response without content may announce a length, which undici then waits for or misses. */
function dropBody(body: Readable): ResponseContent {
  body.on('error', () => {}).destroy();
  return { bytes: new Uint8Array(), size: 0, truncated: false, note: undefined };
}

/** What was stopped from outside is told as that, whatever error it led to. */
function toStopped(stop: Stop, watch: Stopwatch, deadline: number): Outcome | undefined {
  const cause = stop.cause();
  if (cause === undefined) return undefined;
  if (cause === 'cancelled') return { kind: 'cancelled', timings: watch.timings() };
  const message = `no answer within ${formatDuration(deadline)} (${watch.stage()})`;
  return { kind: 'failure', failure: { kind: 'timeout', code: 'ETIMEDOUT', message }, timings: watch.timings() };
}

/** Raw fields come as one flat list of names and values, though undici's types say otherwise. */
function toFields(raw: unknown): Field[] {
  const flat = Array.isArray(raw) ? raw.map(String) : [];
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? '', flat[2 * index + 1] ?? '']);
}

/** The values of all fields of a name as one list (RFC 9110 §5.3). */
function combine(fields: readonly Field[], name: string): string {
  const values = fields.filter(([present]) => present.toLowerCase() === name).map(([, value]) => value);
  return values.join(', ');
}
