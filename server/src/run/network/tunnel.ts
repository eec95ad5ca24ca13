import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Target } from '../target';
import { ExplainedError } from './explainedError';
import type { ForwardProxy } from './forwardProxy';
import { reached } from './reached';

/**
 * Makes a proxy pass everything on to a target, by `CONNECT` (RFC 9110 §9.3.6) over a connection to it, and gives the
 * connection back. Rejects with an `ExplainedError` where the proxy refuses.
 */
export async function openTunnel(
  socket: Socket,
  proxy: ForwardProxy,
  { authority }: Target,
  signal: AbortSignal,
): Promise<void> {
  const connecting = request({
    method: 'CONNECT',
    path: authority,
    headers: {
      host: authority,
      ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
    },
    createConnection: () => socket,
  });
  // An error that comes later belongs to whoever then has the socket.
  connecting.on('error', () => {}).end();
  const [response, , head] = await reached<[IncomingMessage, Socket, Buffer]>(connecting, 'connect', signal);
  const { statusCode = 0, statusMessage = '' } = response;
  if (statusCode < 200 || statusCode > 299)
    throw toRefusal(proxy, statusCode, statusMessage, `the tunnel to ${authority}`);
  if (head.length > 0) socket.unshift(head);
}

/** What a proxy says may be long. UTF-16 code units. */
const longestReason = 100;

/** @param what what it refused, for people: `the tunnel to api.test:443` */
export function toRefusal(proxy: ForwardProxy, statusCode: number, reason: string, what: string): ExplainedError {
  const { url, authorization, redactor } = proxy;
  const said = redactor.text(`${statusCode} ${reason.slice(0, longestReason)}`).trim();
  const refused =
    statusCode !== 407
      ? `refused ${what}`
      : authorization === undefined
        ? 'demands credentials'
        : 'does not accept the credentials';
  return new ExplainedError({
    kind: 'proxy',
    code: String(statusCode),
    message: `the proxy ${url} ${refused} (${said})`,
  });
}
