import type { Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { type BodyStore, createBodyStore } from '../../server/src/run/bodyStore';
import { type FaultServer, startFaultServer } from './faultServer';
import { writeParts } from './longAnswers';
import { makeTemporaryFolder } from './temporaryFolder';

/** Bytes. */
export const kibibyte = 1024;
export const mebibyte = 1024 * kibibyte;

/** Small ones, so that a content is soon longer than each. */
export const limits = { preview: 100 * kibibyte, evaluation: mebibyte, body: 4 * mebibyte };

/** A store in a folder of its own, gone with the test. */
export function createStore(context: TestContext): BodyStore {
  const store = createBodyStore(makeTemporaryFolder(context));
  context.after(() => store.dispose());
  return store;
}

/** Bytes of which no two stretches are the same. */
export function countingBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32BE((at * 2654435761) >>> 0, at);
  return bytes;
}

/** A server that answers with a content, and ends the connection behind it. `fields` end with a line break each. */
export function answering(content: Uint8Array, fields = ''): Promise<FaultServer> {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\n${fields}\r\n`);
  return startFaultServer({ onRequest: (socket) => socket.end(Buffer.concat([head, content])) });
}

/** Answers with a content that has no end. */
export function writeEndlessly(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  writeParts(socket, Number.POSITIVE_INFINITY);
}
