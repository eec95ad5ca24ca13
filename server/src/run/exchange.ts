import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import {
  type Field,
  noTimings,
  type Outcome,
  type Request,
  type Response,
  type ResponseContent,
  type Timings,
} from '#core/request/exchange';
import { findFieldValue } from '#core/request/fieldNames';
import { formatDuration } from '#core/response/formatAmount';
import { receiveBody } from './body';
import { type ConnectOptions, connect } from './connect';
import { toFailure } from './failure';
import { ExplainedError } from './network/explainedError';
import type { ForwardProxy } from './network/forwardProxy';
import { createNetwork, defaultNetworkSettings, type Network } from './network/network';
import { toRefusal } from './network/tunnel';
import { type Limits, stillComing } from './receivedContent';
import { toResponseStream } from './responseStream';
import { toSentFields } from './sentFields';
import type { Spill } from './spill';
import { createStop, type Stop } from './stop';
import { createStopwatch, type Stopwatch } from './stopwatch';
import { type Target, toTarget } from './target';
import { Client } from './undici';
import { createValve, type Valve } from './valve';

export interface ExchangeOptions {
  /** Milliseconds for all of it: name look-up, connect, TLS, first byte, last byte. */
  readonly deadline: number;
  /** Ends the exchange at once, at any stage. */
  readonly signal: AbortSignal;
  readonly limits: Limits;
  /** Proxies, authorities and client certificates; where it is left out, none but what Node brings. */
  readonly network?: Network;
  /** Where a content goes that is longer than the preview. Without it, of a long one only the beginning is kept. */
  readonly spill?: Spill;
  /**
   * Called when the head is there, and again when more of the content is there than the preview: with the response so far, its
   * content truncated.
   */
  readonly onProgress?: (response: Response, timings: Timings, notes: readonly string[]) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

/**
 * Sends one request over a connection of its own and gives what came of it. Never rejects for what a network can do, and
 * leaves nothing behind: no socket, no timer, no listener. Redirects are answers. Interim responses are skipped.
 */
export async function exchange(request: Request, options: ExchangeOptions): Promise<Outcome> {
  const { network = directNetwork, deadline } = options;
  const uri = new URL(request.targetUri);
  const target = toTarget(uri);
  const proxy = network.proxyFor(uri);
  if (proxy instanceof ExplainedError) return { kind: 'failure', failure: proxy.failure, timings: noTimings };
  const watch = createStopwatch(options.now ?? (() => performance.now()), {
    secure: target.secure,
    named: isIP((proxy?.target ?? target).host) === 0,
    proxied: proxy !== undefined,
  });
  const notes = toNotes(target, proxy, network);
  const stop = createStop(deadline, options.signal);
  const valve = createValve();
  const client = openClient(uri.origin, target, { network, proxy, signal: stop.signal, watch }, valve);
  try {
    const sending = { ...options, signal: stop.signal, uri, proxy, watch, valve, notes };
    const response = await send(client, request, sending);
    const stopped = toStopped(stop, watch, deadline);
    if (stopped !== undefined) {
      if (response.content.stored !== undefined) await options.spill?.remove(response.content.stored.path);
      return { ...stopped, notes };
    }
    watch.mark('end');
    return { kind: 'response', response, timings: watch.timings(), notes };
  } catch (error) {
    const failure = toFailure(error, { target, stage: watch.stage() });
    const outcome = toStopped(stop, watch, deadline) ?? { kind: 'failure', failure, timings: watch.timings() };
    return { ...outcome, notes };
  } finally {
    stop.dispose();
    await client.destroy(over);
  }
}

/** Nobody waits for a request by then. Made once: undici would make two for each exchange, and Node ask each for its stack. */
const over = new Error('The exchange is over');

const directNetwork = createNetwork(defaultNetworkSettings, {});

/** How the target is reached, as far as a person must be told. */
function toNotes(target: Target, proxy: ForwardProxy | undefined, network: Network): readonly string[] {
  const secured = [...(target.secure ? [target] : []), ...(proxy?.target.secure ? [proxy.target] : [])];
  return [
    ...(proxy === undefined ? [] : [`through the proxy ${proxy.url}`]),
    ...secured
      .filter((host) => network.tlsFor(host).insecure)
      .map(({ host }) => `the certificate of ${host} is not verified, as this host is set to be insecure`),
  ];
}

/** undici's own limits of time are off: the deadline covers them all. */
function openClient(origin: string, target: Target, options: ConnectOptions, valve: Valve): Client {
  return new Client(origin, {
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 256 * 1024,
    connect: (_options, callback) => {
      connect(target, options).then(
        // undici asks nothing of a socket that a stream can't do.
        (socket) => callback(null, toResponseStream(socket, valve) as typeof socket),
        (error: Error) => callback(error, null),
      );
    },
  });
}

/** What the sending of a request takes beside the request itself. */
interface Sending extends Pick<ExchangeOptions, 'limits' | 'signal' | 'spill' | 'onProgress'> {
  readonly uri: URL;
  readonly proxy: ForwardProxy | undefined;
  readonly watch: Stopwatch;
  readonly valve: Valve;
  readonly notes: readonly string[];
}

async function send(client: Client, request: Request, sending: Sending): Promise<Response> {
  const { uri, proxy, watch } = sending;
  // A proxy that makes no tunnel reads the request itself.
  const reader = uri.protocol === 'http:' ? proxy : undefined;
  const path = `${uri.pathname}${uri.search}`;
  const answer = await client.request({
    method: request.method as Dispatcher.HttpMethod,
    // The absolute form of RFC 9112 §3.2.2.
    path: reader === undefined ? path : `${uri.origin}${path}`,
    headers: [...toSentFields(request.fields), ...credentialsFor(reader, request.fields)].flat(),
    body: request.content ?? null,
    responseHeaders: 'raw',
    // The valve holds the content back, and undici never.
    highWaterMark: Number.MAX_SAFE_INTEGER,
    onInfo: refuseImpossible,
  });
  watch.mark('head');
  if (reader !== undefined && answer.statusCode === 407) {
    dropBody(answer.body);
    throw toRefusal(reader, answer.statusCode, answer.statusText, 'the request');
  }
  const fields = toFields(answer.headers);
  const head = { statusCode: answer.statusCode, reason: answer.statusText, fields };
  const content = hasContent(request.method, head.statusCode)
    ? await receive(answer.body, head, sending)
    : dropBody(answer.body);
  return { ...head, content };
}

/** RFC 9110 §15: status codes begin at 100. undici takes whatever is below 200 for an interim response, and trips over such a one later. */
function refuseImpossible({ statusCode }: { readonly statusCode: number }): void {
  if (statusCode < 100)
    throw Object.assign(new Error('no status code is below 100'), { code: 'FLOW_LENS_STATUS_CODE' });
}

/** Reads the content, and tells of the response as soon as its head is there. */
function receive(
  body: Readable,
  head: Omit<Response, 'content'>,
  { limits, signal, spill, onProgress, watch, valve, notes }: Sending,
): Promise<ResponseContent> {
  const tell = (content: ResponseContent): void => onProgress?.({ ...head, content }, watch.timings(), notes);
  const received = receiveBody(body, combine(head.fields, 'content-encoding'), {
    limits,
    valve,
    signal,
    ...(spill === undefined ? {} : { spill }),
    onPreview: tell,
  });
  tell(nothingYet);
  return received;
}

/** Those of the request itself, where it has any, go before those of the settings. */
function credentialsFor(reader: ForwardProxy | undefined, fields: readonly Field[]): readonly Field[] {
  const name = 'proxy-authorization';
  if (reader?.authorization === undefined || findFieldValue(fields, name) !== undefined) return [];
  return [[name, reader.authorization]];
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
