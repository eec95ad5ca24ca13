import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { suite, test } from 'node:test';
import { exchangeWithServer, onHead } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { trustingNetwork } from '../support/network';
import { startUnroutableServer } from '../support/unroutableServer';

/** Ends the exchange by its signal, and expects that nothing is left of it. */
async function expectCancelled(targetUri: string, cancelled: AbortController, options = {}): Promise<void> {
  const { signal } = cancelled;
  const outcome = await exchangeWithServer(targetUri, { signal, ...options });
  assert.equal(outcome.kind, 'cancelled');
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
}

suite('a cancel ends the exchange', () => {
  test('before it begins', async () => {
    const cancelled = new AbortController();
    cancelled.abort();
    await using server = await startFaultServer({ onRequest: () => {} });
    await expectCancelled(server.origin, cancelled);
    assert.deepEqual(server.heads, []);
  });

  test('and no connection is opened once it is over, though undici asks for one', async () => {
    const cancelled = new AbortController();
    let connections = 0;
    await using server = await startFaultServer({
      onConnection: () => connections++,
      onRequest: (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nbeginning'),
    });
    await expectCancelled(server.origin, cancelled, { onProgress: () => cancelled.abort() });
    // Connections are accepted in their order: one from before would be there by now.
    await exchangeWithServer(server.origin, { deadline: 50 });
    await server.drained();
    assert.equal(connections, 2);
  });

  test('while a name is looked up', async () => {
    const cancelled = new AbortController();
    const ended = expectCancelled('http://nowhere.invalid/', cancelled);
    cancelled.abort();
    await ended;
  });

  test('while it connects', async () => {
    await using server = await startUnroutableServer();
    const cancelled = new AbortController();
    setImmediate(() => cancelled.abort());
    await expectCancelled(`http://127.0.0.1:${server.port}/`, cancelled);
  });

  test('in the TLS handshake', async () => {
    const cancelled = new AbortController();
    await using server = await startFaultServer({
      onConnection: (socket) => socket.once('data', () => cancelled.abort()),
    });
    await expectCancelled(`https://127.0.0.1:${server.port}/`, cancelled);
    await server.drained();
  });

  test('while it waits for the head', async () => {
    const cancelled = new AbortController();
    await using server = await startFaultServer({ onRequest: () => cancelled.abort() });
    await expectCancelled(server.origin, cancelled);
    await server.drained();
  });

  test('while it waits for the head, over TLS', async () => {
    const cancelled = new AbortController();
    await using server = await startFaultServer({ certificate: 'trusted', onRequest: () => cancelled.abort() });
    await expectCancelled(server.origin, cancelled, { network: trustingNetwork() });
    await server.drained();
  });

  test('while it sends a long content', async () => {
    const cancelled = new AbortController();
    await using server = await startFaultServer({
      onConnection: (socket) => {
        socket.once('data', () => {
          socket.pause();
          cancelled.abort();
        });
      },
    });
    await expectCancelled(server.origin, cancelled, { request: { method: 'POST', content: 'x'.repeat(32 << 20) } });
  });

  test('in the content', async () => {
    const cancelled = new AbortController();
    await using server = await startFaultServer({
      onRequest: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345'),
    });
    await expectCancelled(server.origin, cancelled, { now: onHead(() => cancelled.abort()) });
    await server.drained();
  });

  test('in a coded content', async () => {
    const cancelled = new AbortController();
    const head = 'HTTP/1.1 200 OK\r\nContent-Encoding: deflate, gzip\r\n\r\n';
    await using server = await startFaultServer({ onRequest: (socket) => socket.write(head) });
    await expectCancelled(server.origin, cancelled, { now: onHead(() => cancelled.abort()) });
    await server.drained();
  });
});

test('a cancel that comes too late does nothing', async () => {
  const cancelled = new AbortController();
  await using server = await startFaultServer({ onRequest: (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nok') });
  const outcome = await exchangeWithServer(server.origin, { signal: cancelled.signal });
  cancelled.abort();
  assert.equal(outcome.kind, 'response');
});
