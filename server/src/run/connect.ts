import { once } from 'node:events';
import { isIP, connect as openSocket, type Socket } from 'node:net';
import { type SecureContext, connect as startTls } from 'node:tls';
import type { Target } from './target';

export interface ConnectOptions {
  /** Destroys the socket, whatever it is doing, for as long as it lives. */
  readonly signal: AbortSignal;
  /** Authorities and client certificate; undefined for the ones Node brings. */
  readonly secureContext: SecureContext | undefined;
  readonly onReached: (reached: 'resolved' | 'connected' | 'secured') => void;
}

/** How long one address is tried before the next one is begun (RFC 8305 §5), in milliseconds. */
const attemptTimeout = 2000;

/**
 * Opens a connection to a target, over TLS where it asks for it. Rejects with the error of the socket, an `AbortError`
 * where the signal ended it. A tunnel through a proxy belongs between the two steps.
 */
export async function connect(target: Target, options: ConnectOptions): Promise<Socket> {
  // undici connects anew when a connection breaks off, and a socket that is opened with a signal of the past never heeds it.
  options.signal.throwIfAborted();
  const socket = await connectSocket(target, options);
  return target.secure ? secure(socket, target, options) : socket;
}

async function connectSocket({ host, port }: Target, { signal, onReached }: ConnectOptions): Promise<Socket> {
  const socket = openSocket({
    host,
    port,
    signal,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptTimeout,
  });
  socket.on('lookup', (error: Error | null) => {
    if (error === null) onReached('resolved');
  });
  await once(socket, 'connect');
  onReached('connected');
  return socket;
}

/** `rejectUnauthorized` is said aloud, or the process environment could switch the verification off. */
async function secure(socket: Socket, { host }: Target, options: ConnectOptions): Promise<Socket> {
  const secured = startTls({
    socket,
    host,
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(options.secureContext === undefined ? {} : { secureContext: options.secureContext }),
  });
  await once(secured, 'secureConnect');
  options.onReached('secured');
  return secured;
}
