import assert from 'node:assert/strict';
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
