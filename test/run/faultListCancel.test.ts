import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { suite, test } from 'node:test';
import { startAwakeClock } from '../support/awakeClock';
import { type FaultServerOptions, startFaultServer } from '../support/faultServer';
import { openHandles, runAgainst } from '../support/runAgainst';
import { startUnroutableServer } from '../support/unroutableServer';

/** Milliseconds in which the server sees that a cancelled run has closed its socket, pauses of the machine aside. */
const promptly = 100;

/** How a server gets a run to a stage; the run may tell by itself that it is there. */
interface Stage extends FaultServerOptions {
  readonly onBranch?: () => void;
}

/** Client and server share an event loop: the one reads what the other wrote in the next turn, and this is after that. */
const onceRead = (reached: () => void) => () => setImmediate(() => setImmediate(reached));

/** Stages at which a run may be cancelled: how it gets there, upon which `reached` is called, and which scheme is spoken. */
const stages: readonly (readonly [name: string, scheme: 'http' | 'https', (reached: () => void) => Stage])[] = [
  ['once it is connected', 'http', (reached) => ({ onConnection: reached, onRequest: () => undefined })],
  ['in the TLS handshake', 'https', (reached) => ({ onConnection: (socket) => socket.once('data', reached) })],
  ['while it waits for the head', 'http', (reached) => ({ onRequest: reached })],
  [
    'in the head',
    'http',
    (reached) => ({ onRequest: (socket) => socket.write('HTTP/1.1 200 OK\r\nX-A: ', onceRead(reached)) }),
  ],
  [
    'after an interim response',
    'http',
    (reached) => ({
      onRequest: (socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n', onceRead(reached)),
    }),
  ],
  [
    'in the content',
    'http',
    (reached) => ({
      onRequest: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345'),
      // It tells of the head; what came of the content is behind that in the same piece.
      onBranch: () => setImmediate(reached),
    }),
  ],
];

suite(`a cancel closes the socket within ${promptly} ms, and leaves nothing open`, () => {
  for (const [name, scheme, options] of stages) {
    test(name, async () => {
      await expectClosedPromptly(scheme, options);
      assert.deepEqual(await openHandles(), []);
    });
  }

  test('while it connects, where no server sees anything', async () => {
    {
      await using server = await startUnroutableServer();
      const cancelled = new AbortController();
      const run = runAgainst(`http://127.0.0.1:${server.port}/`, {}, { signal: cancelled.signal });
      await new Promise((turned) => setImmediate(turned));
      using clock = startAwakeClock();
      cancelled.abort();
      assert.deepEqual(await run, { kind: 'cancelled' });
      assert.ok(clock.now() < promptly);
    }
    assert.deepEqual(await openHandles(), []);
  });
});

async function expectClosedPromptly(scheme: 'http' | 'https', options: (reached: () => void) => Stage): Promise<void> {
  const cancelled = new AbortController();
  using clock = startAwakeClock();
  let cancelledAt = 0;
  const sockets: Socket[] = [];
  const { onBranch, ...chosen } = options(() => {
    cancelledAt = clock.now();
    cancelled.abort();
  });
  await using server = await startFaultServer({
    ...chosen,
    onConnection: (socket) => {
      sockets.push(socket);
      chosen.onConnection?.(socket);
    },
  });
  const ports = { signal: cancelled.signal, ...(onBranch && { onBranch }) };
  const run = runAgainst(`${scheme}://127.0.0.1:${server.port}/`, {}, ports);
  await once(cancelled.signal, 'abort');
  assert.deepEqual(await run, { kind: 'cancelled' });
  await server.drained();
  const took = clock.now() - cancelledAt;
  assert.ok(took < promptly, `closed after ${took} ms`);
  assert.equal(sockets.length, 1);
}
