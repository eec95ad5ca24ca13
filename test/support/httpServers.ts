import { type FaultServer, startFaultServer } from './faultServer';

/**
 * Starts a server on loopback that gives every request the same answer: `404 Not Found`, and content of a media type. Of several
 * statuses, each request gets the next one, and all that come behind them the last.
 */
export function startAnsweringServer(
  status: string | readonly string[],
  content = '',
  mediaType = 'text/plain',
): Promise<FaultServer> {
  const left = [status].flat();
  const fields = [`Content-Type: ${mediaType}`, `Content-Length: ${Buffer.byteLength(content)}`];
  const answer = () => [`HTTP/1.1 ${left.length > 1 ? left.shift() : left[0]}`, ...fields, '', content].join('\r\n');
  return startFaultServer({ onRequest: (socket) => socket.end(answer()) });
}

export interface SilentServer extends FaultServer {
  /** Settles when the first request is there. */
  readonly arrival: Promise<void>;
}

/** Starts a server on loopback that never answers. */
export async function startSilentServer(): Promise<SilentServer> {
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const server = await startFaultServer({ onRequest: () => arrive() });
  return Object.assign(server, { arrival });
}

/** The origin of a port on loopback that nobody listens on. */
export async function findClosedOrigin(): Promise<string> {
  await using server = await startFaultServer({});
  return server.origin;
}
