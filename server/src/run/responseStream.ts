import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Valve } from './valve';

/**
 * Gives a socket as undici can read it. Interim responses (1xx) are left out: a client must be able to skip any number of
 * them (RFC 9110 §15.2), and undici takes a `100` for a fault. A reset is told as an error without a code, its cause
 * within, as undici takes `ECONNRESET` for the regular end of a content without a length. What comes in flows as long as
 * the valve is open.
 */
export function toResponseStream(socket: Socket, valve: Valve): Duplex {
  const skipInterim = createInterimFilter();
  valve.attach(socket);
  const stream = new Duplex({
    read: () => {
      if (!valve.isClosed()) socket.resume();
    },
    // A failed write is an `error` of the socket as well, which comes with its own code.
    write: (chunk, encoding, done) => {
      socket.write(chunk, encoding, () => done());
    },
    destroy: (error, done) => {
      if (socket.closed) return done(error);
      socket.once('close', () => done(error));
      socket.destroy();
    },
  });
  socket.on('data', (chunk: Buffer) => {
    const rest = skipInterim(chunk);
    if (rest.length > 0 && !stream.push(rest)) socket.pause();
  });
  socket.on('end', () => stream.push(null));
  socket.on('error', (error) => stream.destroy(new Error(error.message, { cause: error })));
  socket.on('close', () => {
    if (!socket.readableEnded) stream.destroy();
  });
  return stream;
}

/** More than this before the final response, in bytes, is passed on as it is. */
const maxInterim = 64 * 1024;

/** Gives a function that takes what comes in and gives what is to be read: everything from the final response on. */
function createInterimFilter(): (chunk: Buffer) => Buffer {
  let held: Buffer | undefined = Buffer.alloc(0);
  return (chunk) => {
    if (held === undefined) return chunk;
    const bytes: Buffer = Buffer.concat([held, chunk]);
    const offset = bytes.length > maxInterim ? 0 : findFinalHead(bytes);
    held = offset === undefined ? bytes : undefined;
    return bytes.subarray(offset ?? bytes.length);
  };
}

/** The offset at which the final response begins; undefined as long as it may still be an interim one. */
function findFinalHead(bytes: Buffer): number | undefined {
  for (let offset = 0; ; ) {
    if (!mayBeInterim(bytes.toString('latin1', offset, offset + interimLine.length))) return offset;
    const end = bytes.indexOf('\r\n\r\n', offset);
    if (end === -1) return undefined;
    offset = end + 4;
  }
}

const interimLine = 'HTTP/1.1 100';

/** True for the status line of an interim response and for what may become one. After a `101` comes no HTTP any more. */
function mayBeInterim(start: string): boolean {
  return /^HTTP\/1\.[01] 1(?!01)\d\d$/.test(start + interimLine.slice(start.length));
}
