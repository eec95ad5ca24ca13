import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { suite, test } from 'node:test';
import type { FailureKind } from '#core/request/exchange';
import { createPool } from '../../server/src/run/pool';
import { type FaultServer, type FaultServerOptions, startFaultServer } from '../support/faultServer';
import type { FlowParts } from '../support/flows';
import { findClosedOrigin, startSilentServer } from '../support/httpServers';
import { openHandles, runAgainst } from '../support/runAgainst';
import { startUnroutableServer } from '../support/unroutableServer';

/** What a run comes to: the branch that the flow takes, how the exchange failed, and the sentence that says why. */
interface Expected {
  readonly branch: string;
  readonly failure?: FailureKind;
  readonly why: RegExp;
}

interface Fault extends Expected {
  /** The line of the list. */
  readonly name: string;
  /** Gives where to send the request; what it holds is let go afterwards. */
  readonly start: () => Promise<AsyncDisposable & { readonly url: string }>;
  readonly parts?: FlowParts;
}

/** A server on loopback that breaks rules, with the address of one of its resources. */
async function serve(options: FaultServerOptions, toUrl = ({ origin }: FaultServer) => `${origin}/order`) {
  const server = await startFaultServer(options);
  return { url: toUrl(server), server, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

const nobody = (url: string) => async () => ({ url, [Symbol.asyncDispose]: async () => undefined });
const ok = (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
const soon = { endpoint: { timeout: 200 } };

/** Writes one byte after the other, for as long as the connection lasts. */
function drip(socket: Socket, start: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write('a'), 5);
  socket.on('close', () => clearInterval(timer));
}

const faults: readonly Fault[] = [
  {
    name: 'refused',
    start: async () => nobody(await findClosedOrigin())(),
    branch: 'error',
    failure: 'refused',
    why: /^connection refused by 127\.0\.0\.1:\d+$/,
  },
  {
    name: 'unknown host',
    start: nobody('http://nowhere.invalid/'),
    branch: 'error',
    failure: 'dns',
    why: /nowhere\.invalid$/,
  },
  {
    name: 'unroutable',
    start: async () => {
      const server = await startUnroutableServer();
      return { url: `http://127.0.0.1:${server.port}/`, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
    },
    parts: soon,
    branch: 'timeout',
    failure: 'timeout',
    why: /^no answer within 200 ms \(connect\)$/,
  },
  {
    name: 'accept and never answer',
    start: () => serve({ onRequest: () => undefined }),
    parts: soon,
    branch: 'timeout',
    failure: 'timeout',
    why: /^no answer within 200 ms \(first byte\)$/,
  },
  {
    name: 'headers drip',
    start: () => serve({ onRequest: (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX-A: ') }),
    parts: soon,
    branch: 'timeout',
    failure: 'timeout',
    why: /^no answer within 200 ms \(first byte\)$/,
  },
  {
    name: 'not HTTP',
    start: () => serve({ onRequest: (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n') }),
    branch: 'error',
    failure: 'protocol',
    why: /^the answer of 127\.0\.0\.1:\d+ is not HTTP\/1\.1 /,
  },
  {
    name: 'redirect loop: a redirect is an answer, and is not followed',
    start: () =>
      serve({
        onRequest: (socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: /order\r\nContent-Length: 0\r\n\r\n'),
      }),
    branch: 'other',
    why: /^no result for 302, so "other"$/,
  },
  {
    name: 'IPv6 literal',
    start: () => serve({ onRequest: ok, host: '::1' }),
    branch: '200',
    why: /^status 200 has its own result$/,
  },
  {
    name: 'IPv6 literal, refused',
    start: async () => {
      await using server = await startFaultServer({ host: '::1' });
      return nobody(server.origin)();
    },
    branch: 'error',
    failure: 'refused',
    why: /^connection refused by \[::1\]:\d+$/,
  },
  {
    name: 'internationalised host name, that is an address once it is mapped to ASCII',
    start: () => serve({ onRequest: ok }, ({ port }) => `http://１２７。０。０。１:${port}/`),
    branch: '200',
    why: /^status 200 has its own result$/,
  },
  {
    name: 'internationalised host name, unknown',
    start: nobody('http://bücher.invalid/'),
    branch: 'error',
    failure: 'dns',
    why: /xn--bcher-kva\.invalid$/,
  },
];

suite('a fault leads to its branch, with its reason, and leaves nothing open', () => {
  for (const { name, start, parts, branch, failure, why } of faults) {
    test(name, async () => {
      await expectOutcome(start, parts, { branch, why, ...(failure === undefined ? {} : { failure }) });
      assert.deepEqual(await openHandles(), []);
    });
  }
});

async function expectOutcome(start: Fault['start'], parts: FlowParts | undefined, expected: Expected): Promise<void> {
  await using target = await start();
  const outcome = await runAgainst(target.url, parts);
  assert.ok(outcome.kind === 'result');
  const { result } = outcome;
  assert.equal(result.branch?.key, expected.branch);
  assert.equal(result.failure?.kind, expected.failure);
  assert.match(result.branch?.why ?? '', expected.why);
  if ('server' in target) {
    const { server } = target as { readonly server: FaultServer };
    await server.drained();
    assert.ok(server.heads.length <= 1, 'one request is sent, and no second one');
  }
}

test('pool exhausted: one run too many says so at once, and neither waits nor sends', async () => {
  {
    await using server = await startSilentServer();
    const pool = createPool();
    const cancelled = new AbortController();
    const parts = { endpoint: { maxConnections: 1 } };
    const first = runAgainst(server.origin, parts, { pool, signal: cancelled.signal });
    await server.arrival;
    const second = await runAgainst(server.origin, parts, { pool });
    assert.ok(second.kind === 'result');
    assert.equal(second.result.branch?.key, 'max-connection');
    assert.equal(second.result.failure?.kind, 'pool');
    assert.equal(second.result.branch?.why, 'all connections of the endpoint "orders" are taken');
    assert.equal(server.heads.length, 1);
    cancelled.abort();
    assert.deepEqual(await first, { kind: 'cancelled' });
  }
  assert.deepEqual(await openHandles(), []);
});

/** Milliseconds in which the server sees that a cancelled run has closed its socket. */
const promptly = 100;

/** Stages at which a run may be cancelled: how a server gets it there and then calls `reached`, and which scheme is spoken. */
const stages: readonly (readonly [
  name: string,
  scheme: 'http' | 'https',
  (reached: () => void) => FaultServerOptions,
])[] = [
  ['once it is connected', 'http', (reached) => ({ onConnection: reached, onRequest: () => undefined })],
  ['in the TLS handshake', 'https', (reached) => ({ onConnection: (socket) => socket.once('data', reached) })],
  ['while it waits for the head', 'http', (reached) => ({ onRequest: reached })],
  [
    'in the head',
    'http',
    (reached) => ({ onRequest: (socket) => socket.write('HTTP/1.1 200 OK\r\nX-A: ', () => setImmediate(reached)) }),
  ],
  [
    'after an interim response',
    'http',
    (reached) => ({
      onRequest: (socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n', () => setImmediate(reached)),
    }),
  ],
  [
    'in the content',
    'http',
    (reached) => ({
      onRequest: (socket) =>
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345', () => setImmediate(reached)),
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
      const started = performance.now();
      cancelled.abort();
      assert.deepEqual(await run, { kind: 'cancelled' });
      assert.ok(performance.now() - started < promptly);
    }
    assert.deepEqual(await openHandles(), []);
  });
});

async function expectClosedPromptly(
  scheme: 'http' | 'https',
  options: (reached: () => void) => FaultServerOptions,
): Promise<void> {
  const cancelled = new AbortController();
  let cancelledAt = 0;
  const sockets: Socket[] = [];
  const chosen = options(() => {
    cancelledAt = performance.now();
    cancelled.abort();
  });
  await using server = await startFaultServer({
    ...chosen,
    onConnection: (socket) => {
      sockets.push(socket);
      chosen.onConnection?.(socket);
    },
  });
  const run = runAgainst(`${scheme}://127.0.0.1:${server.port}/`, {}, { signal: cancelled.signal });
  await once(cancelled.signal, 'abort');
  assert.deepEqual(await run, { kind: 'cancelled' });
  await server.drained();
  assert.ok(performance.now() - cancelledAt < promptly, `closed after ${performance.now() - cancelledAt} ms`);
  assert.equal(sockets.length, 1);
}
