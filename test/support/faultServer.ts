import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { openSocketsOf } from './openSockets';

export interface FaultServer extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:port`, or `https:` where the server has a certificate. */
  readonly origin: string;
  /** The head of every request so far. */
  readonly heads: readonly string[];
  /** Connections that are open. */
  connections(): number;
  /** Settles once no connection is open. */
  drained(): Promise<void>;
}

export interface FaultServerOptions {
  /** What the server does with a request: it may say anything, in any order, or nothing. */
  readonly onRequest?: (socket: Socket, head: string) => void;
  /** What it does with a connection before any request. */
  readonly onConnection?: (socket: Socket) => void;
  /** Name of a certificate in `fixtures/tls`. */
  readonly certificate?: string;
  /** The folder of the repository, where that is not the current one. */
  readonly root?: string;
  /** True where it talks only to clients with a certificate of the second authority. */
  readonly clientCertificate?: boolean;
  /** Where it listens; loopback in any case. */
  readonly host?: '127.0.0.1' | '::1';
}

/** Starts a server on loopback that speaks raw bytes, so that it can break every rule of HTTP. */
export async function startFaultServer(options: FaultServerOptions): Promise<FaultServer> {
  const { onRequest, onConnection, certificate, clientCertificate = false, host = '127.0.0.1', root = '' } = options;
  const heads: string[] = [];
  const serve = (socket: Socket) => {
    onConnection?.(socket);
    if (onRequest === undefined) return;
    let read = '';
    socket.on('data', (chunk: Buffer) => {
      read += chunk.toString('latin1');
      const end = read.indexOf('\r\n\r\n');
      if (end === -1) return;
      const head = read.slice(0, end);
      read = '';
      heads.push(head);
      onRequest(socket, head);
    });
  };
  const server =
    certificate === undefined
      ? createServer()
      : createTlsServer({
          ...readCertificate(certificate, root),
          ...(clientCertificate && { requestCert: true, ca: readFixture('second-authority.pem', root) }),
        });
  const open = openSocketsOf(server);
  server.on(certificate === undefined ? 'connection' : 'secureConnection', serve);
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const authority = host === '::1' ? `[::1]:${port}` : `${host}:${port}`;
  return {
    port,
    heads,
    origin: `${certificate === undefined ? 'http' : 'https'}://${authority}`,
    connections: open.count,
    drained: open.drained,
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}

/** Reads a certificate and its key from `fixtures/tls`. */
export function readCertificate(name: string, root?: string): { cert: Buffer; key: Buffer } {
  return { cert: readFixture(`${name}.pem`, root), key: readFixture('server.key.pem', root) };
}

/** Absolute path of a file in `fixtures/tls`. */
export function tlsFixture(name: string, root = ''): string {
  return resolve(root, 'test', 'fixtures', 'tls', name);
}

function readFixture(name: string, root?: string): Buffer {
  return readFileSync(tlsFixture(name, root));
}
