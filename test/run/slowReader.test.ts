import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Spill } from '../../server/src/run/spill';
import { exchangeWithServer, responseOf } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { writeParts } from '../support/longAnswers';
import { openHandles } from '../support/runAgainst';

const kibibyte = 1024;
const limits = { preview: 16 * kibibyte, evaluation: 16 * kibibyte, body: 1024 ** 3 };

/** A disk on which every write takes some turns of the event loop, or for ever. */
function slowDisk(turns: number): Spill {
  return {
    open: async () => ({
      path: 'nowhere',
      write: async () => {
        if (turns === Number.POSITIVE_INFINITY) await new Promise(() => {});
        for (let turn = 0; turn < turns; turn++) await new Promise((turned) => setImmediate(turned));
      },
      read: async () => new Uint8Array(),
      close: async () => undefined,
      discard: async () => undefined,
    }),
    remove: async () => undefined,
  };
}

suite('a content that comes faster than it can be written', () => {
  const content = Buffer.alloc(900 * kibibyte, 'abc');
  const framings = [
    ['without a length', '', content],
    ['with a length', `Content-Length: ${content.length}\r\n`, content],
    [
      'in chunks',
      'Transfer-Encoding: chunked\r\n',
      Buffer.concat([Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n0\r\n\r\n')]),
    ],
    ['in gzip', 'Content-Encoding: gzip\r\n', gzipSync(content)],
  ] as const;
  for (const [name, fields, body] of framings) {
    // undici ends the process where the connection ends while its parser is held back.
    test(`is whole when its connection ends early, ${name}`, async () => {
      const answer = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nConnection: close\r\n${fields}\r\n`), body]);
      await using server = await startFaultServer({ onRequest: (socket) => socket.end(answer) });
      for (const turns of [0, 1, 2, 3, 5, 20]) {
        const { content: received } = await responseOf(
          exchangeWithServer(server.origin, { limits, spill: slowDisk(turns) }),
        );
        assert.deepEqual([received.size, received.stored?.isWhole], [content.length, true], `${turns} turns`);
      }
      await server.drained();
    });
  }

  test('is read no faster than that', async () => {
    const sockets: Socket[] = [];
    await using server = await startFaultServer({
      onRequest: (socket) => {
        sockets.push(socket);
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        writeParts(socket, Number.POSITIVE_INFINITY);
      },
    });
    // A disk that takes nothing.
    const spill = slowDisk(Number.POSITIVE_INFINITY);
    const outcome = await exchangeWithServer(server.origin, { limits, spill, deadline: 500 });
    assert.ok(outcome.kind === 'failure');
    assert.equal(outcome.failure.kind, 'timeout');
    const written = sockets[0]?.bytesWritten ?? 0;
    // What lies between the two is in the buffers of the system.
    assert.ok(written > limits.preview && written < 32 * 1024 ** 2, `${written} bytes`);
    await server.drained();
  });
});

test('a content of 2 GiB is counted to its end', async () => {
  const size = 2 * 1024 ** 3;
  await using server = await startFaultServer({
    onRequest: (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      writeParts(socket, size);
    },
  });
  const { content } = await responseOf(
    exchangeWithServer(server.origin, { limits: { preview: 1024 ** 2, evaluation: 1024 ** 2, body: 4 * 1024 ** 3 } }),
  );
  assert.deepEqual([content.size, content.truncated], [size, true]);
  assert.equal(content.note, 'only the first 1 MiB of the content are kept');
  await server.drained();
});

test('nothing is left open', async () => {
  assert.deepEqual(await openHandles(), []);
});
