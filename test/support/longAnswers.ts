import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type FaultServer, startFaultServer } from './faultServer';

const mebibyte = 1024 ** 2;
const part = Buffer.alloc(64 * 1024, 'x');

/** 10 GiB of zeros as gzip: 160 members of 64 MiB, one behind the other (RFC 1952 §2.2). */
function makeBomb(): Buffer {
  const member = gzipSync(Buffer.alloc(64 * mebibyte), { level: 9 });
  return Buffer.concat(Array<Buffer>(160).fill(member));
}

/** Writes bytes as fast as they are read, for as long as somebody reads. */
export function writeParts(socket: Socket, bytes: number): void {
  let left = bytes;
  const write = (): void => {
    left -= part.length;
    socket.write(part, (error) => {
      if (error) return;
      if (left > 0) write();
      else socket.end();
    });
  };
  write();
}

/** A server of answers that are longer than anybody wants: `/endless`, `/bomb`, `/nested` (the bomb once more as gzip), `/<MiB>`. */
export function startLongAnswers(): Promise<FaultServer> {
  let bomb: Buffer | undefined;
  let nested: Buffer | undefined;
  return startFaultServer({
    onRequest: (socket, head) => {
      const name = /^GET \/(\w*)/.exec(head)?.[1] ?? '';
      const start = (...fields: string[]) => socket.write(['HTTP/1.1 200 OK', ...fields, '', ''].join('\r\n'));
      bomb ??= name === 'bomb' || name === 'nested' ? makeBomb() : undefined;
      if (name === 'bomb') {
        start('Content-Encoding: gzip');
        socket.end(bomb ?? '');
      } else if (name === 'nested') {
        start('Content-Encoding: gzip, gzip');
        nested ??= gzipSync(bomb ?? '');
        socket.end(nested);
      } else if (name === 'endless') {
        start();
        writeParts(socket, Number.POSITIVE_INFINITY);
      } else {
        const bytes = Number(name) * mebibyte;
        start(`Content-Length: ${bytes}`);
        writeParts(socket, bytes);
      }
    },
  });
}

/** A server of short JSON, and at `/long` of more text than is shown (1.2 MiB). It ends each connection with its answer. */
export function startShortAndLongAnswers(): Promise<FaultServer> {
  const long = 'x'.repeat(1200 * 1024);
  return startFaultServer({
    onRequest: (socket, head) => {
      const content = head.startsWith('GET /long ') ? long : '{"items":[{"id":1}]}';
      socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${content}`);
    },
  });
}
