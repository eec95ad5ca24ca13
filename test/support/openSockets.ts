import { once } from 'node:events';
import type { Server, Socket } from 'node:net';

/** The open connections of a server on loopback. To dispose them ends the server too, and settles when it is closed. */
export interface OpenSockets extends AsyncDisposable {
  count(): number;
  /** Settles once no connection is open. */
  drained(): Promise<void>;
  /** Adds one that the server has opened by itself. */
  add(socket: Socket): void;
}

/** Keeps account of a server's connections, each from when it is made until it is closed. */
export function openSocketsOf(server: Server): OpenSockets {
  const open = new Set<Socket>();
  const add = (socket: Socket): void => {
    open.add(socket);
    // A client that breaks off is what half of the tests are about.
    socket.on('error', () => {});
    socket.on('close', () => {
      open.delete(socket);
      server.emit('drained');
    });
  };
  server.on('connection', add);
  // Over TLS that is another socket, with errors of its own.
  server.on('secureConnection', (socket: Socket) => socket.on('error', () => {}));
  return {
    count: () => open.size,
    drained: async () => {
      while (open.size > 0) await once(server, 'drained');
    },
    add,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
