import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach } from 'node:test';

/** A server on loopback, for all tests of a file. */
export interface OriginServer {
  readonly server: Server;
  /** `http://127.0.0.1:port`, once the tests run. */
  readonly origin: string;
  /** What has reached it since the test began. */
  readonly received: readonly IncomingMessage[];
}

/** Has a server listen before the tests of this file, and end after them with all of its connections. */
export function useOriginServer(answer: RequestListener): OriginServer {
  let received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    answer(request, response);
  });
  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  beforeEach(() => {
    received = [];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    server,
    get origin() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    get received() {
      return received;
    },
  };
}
