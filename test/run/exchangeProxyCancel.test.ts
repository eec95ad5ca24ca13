import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { suite, type TestContext, test } from 'node:test';
import type { Network } from '../../server/src/run/network/network';
import { startAwakeClock } from '../support/awakeClock';
import { exchangeWithServer } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { trustingNetwork } from '../support/network';
import { startProxyServer } from '../support/proxyServer';
import { startUnroutableServer } from '../support/unroutableServer';

/** A way through a proxy that comes to a halt, and how long everything stays open. */
interface Halt {
  readonly targetUri: string;
  readonly proxy: string;
  /** Settles once neither proxy nor server has a connection. */
  drained(): Promise<unknown>;
  /** Called right before the exchange. */
  readonly onBegin?: () => void;
}

/** Closes a server when the test is over, and gives it. */
type Closing = <T extends AsyncDisposable>(server: T) => T;

function closingAfter(context: TestContext): Closing {
  return (server) => {
    context.after(() => server[Symbol.asyncDispose]());
    return server;
  };
}

/** Sets a halt up, and calls `onHalt` once it is reached. */
type SetUp = (closing: Closing, onHalt: () => void) => Promise<Halt>;

const toTheProxy: SetUp = async (closing, onHalt) => {
  const { port } = closing(await startUnroutableServer());
  // Once the exchange has begun.
  const onBegin = () => setImmediate(onHalt);
  return { targetUri: 'https://api.test/', proxy: `http://127.0.0.1:${port}`, drained: async () => {}, onBegin };
};

const inTlsWithTheProxy: SetUp = async (closing, onHalt) => {
  const server = closing(await startFaultServer({ onConnection: (socket) => socket.once('data', onHalt) }));
  return { targetUri: 'https://api.test/', proxy: `https://127.0.0.1:${server.port}`, drained: server.drained };
};

const inTheProxy =
  (certificate?: string): SetUp =>
  async (closing, onHalt) => {
    const proxy = closing(await startProxyServer({ ...(certificate && { certificate }), onRequest: onHalt }));
    return { targetUri: 'https://api.test/', proxy: proxy.origin, drained: proxy.drained };
  };

const inTlsWithTheTarget =
  (certificate?: string): SetUp =>
  async (closing, onHalt) => {
    const server = closing(await startFaultServer({ onConnection: (socket) => socket.once('data', onHalt) }));
    const proxy = closing(await startProxyServer({ ...(certificate && { certificate }) }));
    const drained = () => Promise.all([server.drained(), proxy.drained()]);
    return { targetUri: `https://api.test:${server.port}/`, proxy: proxy.origin, drained };
  };

const beforeTheHead =
  (scheme: 'http' | 'https', certificate?: string): SetUp =>
  async (closing, onHalt) => {
    const secured = scheme === 'https' ? { certificate: 'proxied' } : {};
    const server = closing(await startFaultServer({ ...secured, onRequest: onHalt }));
    const proxy = closing(await startProxyServer({ ...(certificate && { certificate }) }));
    const drained = () => Promise.all([server.drained(), proxy.drained()]);
    return { targetUri: `${scheme}://api.test:${server.port}/`, proxy: proxy.origin, drained };
  };

const halts: readonly (readonly [name: string, stage: string, setUp: SetUp])[] = [
  ['while it connects to the proxy', 'connect', toTheProxy],
  ['in the TLS handshake with the proxy', 'proxy tunnel', inTlsWithTheProxy],
  ['while it waits for the tunnel', 'proxy tunnel', inTheProxy()],
  ['while it waits for the tunnel, over TLS', 'proxy tunnel', inTheProxy('trusted')],
  ['in the TLS handshake in the tunnel', 'TLS handshake', inTlsWithTheTarget()],
  ['in the TLS handshake in the tunnel, over TLS', 'TLS handshake', inTlsWithTheTarget('trusted')],
  ['while it waits for the head', 'first byte', beforeTheHead('http')],
  ['while it waits for the head, the proxy over TLS', 'first byte', beforeTheHead('http', 'trusted')],
  ['while it waits for the head in the tunnel', 'first byte', beforeTheHead('https')],
  ['while it waits for the head in the tunnel, over TLS', 'first byte', beforeTheHead('https', 'trusted')],
];

/** What is read on first use is read here, so that the exchange begins with the connection. */
async function networkWithFilesRead(proxy: string): Promise<Network> {
  const network = trustingNetwork({ proxy });
  await network.tlsFor({ host: 'api.test', port: 443, secure: true, authority: 'api.test:443' }).secureContext();
  return network;
}

/** Milliseconds from the end that is set until the exchange has settled, pauses of the machine aside. */
const settling = 100;

for (const [name, stage, setUp] of halts) {
  suite(name, () => {
    test('a cancel ends the exchange at once', async (context) => {
      const cancelled = new AbortController();
      using clock = startAwakeClock();
      let at = Number.NaN;
      const halt = await setUp(closingAfter(context), () => {
        at = clock.now();
        cancelled.abort();
      });
      const network = await networkWithFilesRead(halt.proxy);
      halt.onBegin?.();
      const outcome = await exchangeWithServer(halt.targetUri, { signal: cancelled.signal, network });
      const took = clock.now() - at;
      assert.equal(outcome.kind, 'cancelled');
      assert.ok(took < settling, `${took} ms`);
      assert.deepEqual(getEventListeners(cancelled.signal, 'abort'), []);
      await halt.drained();
    });

    test('the deadline ends it, and names the stage', async (context) => {
      const halt = await setUp(closingAfter(context), () => {});
      const network = await networkWithFilesRead(halt.proxy);
      const deadline = 250;
      using clock = startAwakeClock();
      const outcome = await exchangeWithServer(halt.targetUri, { deadline, network });
      const took = clock.now();
      assert.ok(outcome.kind === 'failure', JSON.stringify(outcome));
      const message = `no answer within 250 ms (${stage})`;
      assert.deepEqual(outcome.failure, { kind: 'timeout', code: 'ETIMEDOUT', message });
      assert.ok(took < deadline + settling, `${took} ms`);
      await halt.drained();
    });
  });
}
