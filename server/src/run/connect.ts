import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, connect as openSocket, type Socket } from 'node:net';
import { type SecureContext, connect as startTls } from 'node:tls';
import { isLoopback } from '#core/request/isLoopback';
import { toFailure } from './failure';
import { ExplainedError } from './network/explainedError';
import type { ForwardProxy } from './network/forwardProxy';
import type { Network } from './network/network';
import { reached, unlessAborted } from './network/reached';
import { openTunnel } from './network/tunnel';
import type { Stopwatch } from './stopwatch';
import type { Target } from './target';

export interface ConnectOptions {
  /** Destroys the socket, whatever it is doing, for as long as it lives. */
  readonly signal: AbortSignal;
  readonly network: Network;
  /** Undefined for a direct connection. */
  readonly proxy: ForwardProxy | undefined;
  readonly watch: Stopwatch;
}

/** How long one address is tried before the next one is begun (RFC 8305 §5), in milliseconds. */
const attemptTimeout = 2000;

/**
 * Opens a connection to a target, over TLS where it asks for it, or to the proxy that requests for it go to. Rejects with the
 * error of the socket, with an `ExplainedError` where a setting or the proxy is at fault, with an `AbortError` where the signal
 * ended it. Nothing is left open then.
 */
export async function connect(target: Target, options: ConnectOptions): Promise<Socket> {
  const { proxy, signal, watch } = options;
  // undici connects anew when a connection breaks off, and a socket that is opened with a signal of the past never heeds it.
  signal.throwIfAborted();
  const tls = target.secure ? await readTls(target, options) : undefined;
  const socket = await (proxy === undefined ? connectSocket(target, options) : connectProxy(proxy, target, options));
  if (tls === undefined) return socket;
  const secured = await secure(socket, target, tls, signal);
  watch.mark('secured');
  return secured;
}

async function connectSocket({ host, port }: Target, { signal, watch }: ConnectOptions): Promise<Socket> {
  const socket = openSocket({
    host,
    port,
    signal,
    noDelay: true,
    ...(isLoopback(host) ? { lookup: lookUpLoopback } : {}),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptTimeout,
  });
  socket.on('lookup', (error: Error | null) => {
    if (error === null) watch.mark('resolved');
  });
  // Whoever waits for the socket hears of an error; between two of them it is no fault of the program.
  socket.on('error', () => {});
  await reached(socket, 'connect', signal);
  watch.mark('connected');
  return socket;
}

/**
 * A name that is this machine by definition (RFC 6761 §6.3) is not asked of a name server, which could say otherwise: nobody is asked
 * before a secret goes there.
 */
const lookUpLoopback: LookupFunction = (_host, { all }, answer) => {
  const [first] = loopbackAddresses;
  // As a look-up answers: not before whoever has asked can listen.
  process.nextTick(() => (all ? answer(null, [...loopbackAddresses]) : answer(null, first.address, first.family)));
};

const loopbackAddresses = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
] as const satisfies readonly LookupAddress[];

/** Connects to the proxy and, where the target is secure, through it. Whatever goes wrong on this way is the proxy's. */
async function connectProxy(proxy: ForwardProxy, target: Target, options: ConnectOptions): Promise<Socket> {
  const { signal, watch } = options;
  let opened: Socket | undefined;
  try {
    const tls = proxy.target.secure ? await readTls(proxy.target, options) : undefined;
    opened = await connectSocket(proxy.target, options);
    const socket = tls === undefined ? opened : await secure(opened, proxy.target, tls, signal);
    if (target.secure) await openTunnel(socket, proxy, target, signal);
    watch.mark('proxied');
    return socket;
  } catch (error) {
    opened?.destroy();
    throw signal.aborted || error instanceof ExplainedError ? error : toProxyError(error, proxy, watch.stage());
  }
}

function toProxyError(error: unknown, { target, url, redactor }: ForwardProxy, stage: string): ExplainedError {
  const { code, message } = toFailure(error, { target, stage });
  return new ExplainedError({ kind: 'proxy', code, message: `the proxy ${url} failed: ${redactor.text(message)}` });
}

/** What TLS with a host needs; read before anything is opened, so that a setting that can't be followed opens nothing. */
interface TlsSetup {
  readonly insecure: boolean;
  readonly secureContext: SecureContext;
}

async function readTls(target: Target, { network, signal }: ConnectOptions): Promise<TlsSetup> {
  const { insecure, secureContext } = network.tlsFor(target);
  return { insecure, secureContext: await unlessAborted(secureContext(), signal) };
}

/** `rejectUnauthorized` is said aloud, or the process environment could switch the verification off. */
async function secure(
  socket: Socket,
  { host }: Target,
  { insecure, secureContext }: TlsSetup,
  signal: AbortSignal,
): Promise<Socket> {
  const secured = startTls({
    socket,
    host,
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: !insecure,
    secureContext,
  });
  secured.on('error', () => {});
  // TLS within TLS is a stream over a stream, and does not close what it stands on.
  secured.on('close', () => socket.destroy());
  try {
    await reached(secured, 'secureConnect', signal);
    return secured;
  } catch (error) {
    secured.destroy();
    throw error;
  }
}
