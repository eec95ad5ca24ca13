import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { readCertificate } from './faultServer';
import { type OpenSockets, openSocketsOf } from './openSockets';

/** A forward proxy on loopback. Whatever host it is asked for, it goes to 127.0.0.1: the name need not exist. */
export interface ProxyServer extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:port`, or `https:` where the proxy has a certificate. */
  readonly origin: string;
  /** The head of every request so far. */
  readonly heads: readonly string[];
  /** Settles once no connection is open, from clients or to servers. */
  drained(): Promise<void>;
}

export interface ProxyServerOptions {
  /** Name of a certificate in `fixtures/tls`. */
  readonly certificate?: string;
  /** `user:password`, without which it answers 407. */
  readonly credentials?: string;
  /** Answers a request instead of the proxy, as it likes or not at all. */
  readonly onRequest?: (client: Socket, head: string) => void;
  /** What it does with a connection before any request. */
  readonly onConnection?: (client: Socket) => void;
}

/** Starts a proxy that makes tunnels (RFC 9110 §9.3.6) and passes on requests in absolute form (RFC 9112 §3.2.2). */
export async function startProxyServer(options: ProxyServerOptions = {}): Promise<ProxyServer> {
  const { certificate, onConnection } = options;
  const heads: string[] = [];
  const server: Server = certificate === undefined ? createServer() : createTlsServer(readCertificate(certificate));
  const open = openSocketsOf(server);
  server.on(certificate === undefined ? 'connection' : 'secureConnection', (client: Socket) => {
    onConnection?.(client);
    onHead(client, (head, rest) => {
      heads.push(head);
      serve(client, head, rest, options, open);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    heads,
    origin: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    drained: open.drained,
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}

/** Reads up to the first empty line, and no further. */
function onHead(client: Socket, act: (head: string, rest: Buffer) => void): void {
  let read = Buffer.alloc(0);
  const listen = (chunk: Buffer): void => {
    read = Buffer.concat([read, chunk]);
    const end = read.indexOf('\r\n\r\n');
    if (end === -1) return;
    client.off('data', listen).pause();
    act(read.toString('latin1', 0, end), read.subarray(end + 4));
  };
  client.on('data', listen);
}

function serve(
  client: Socket,
  head: string,
  rest: Buffer,
  { credentials, onRequest }: ProxyServerOptions,
  open: OpenSockets,
): void {
  client.resume();
  if (onRequest !== undefined) {
    onRequest(client, head);
    return;
  }
  if (credentials !== undefined && !isAllowed(head, credentials)) {
    client.end(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  const [, method = '', uri = ''] = /^(\S+) (\S+) /.exec(head) ?? [];
  const upstream = connect(toPort(method, uri), '127.0.0.1');
  open.add(upstream);
  upstream.on('connect', () => {
    if (method === 'CONNECT') client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    else upstream.write(`${toOriginForm(head)}\r\n\r\n`, 'latin1');
    upstream.write(rest);
    client.pipe(upstream).pipe(client);
  });
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
}

function isAllowed(head: string, credentials: string): boolean {
  const [, sent = ''] = /^proxy-authorization: Basic (\S+)$/im.exec(head) ?? [];
  return Buffer.from(sent, 'base64').toString('utf8') === credentials;
}

function toPort(method: string, uri: string): number {
  return Number(new URL(method === 'CONNECT' ? `http://${uri}` : uri).port);
}

/** As the server is to read it: without the origin, and without what was meant for the proxy. */
function toOriginForm(head: string): string {
  return head
    .replace(/^(\S+) \w+:\/\/[^/ ]+/, '$1 ')
    .replace(/^(\S+) {2}/, '$1 ')
    .replace(/\r\nproxy-[^\r]*/gi, '');
}
