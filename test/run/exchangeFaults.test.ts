import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { suite, test } from 'node:test';
import { exchangeWithServer, failureOf, onHead, responseOf } from '../support/exchangeWithServer';
import { type FaultServer, startFaultServer } from '../support/faultServer';
import { startUnroutableServer } from '../support/unroutableServer';

const onRequest = (serve: (socket: Socket) => void): Promise<FaultServer> => startFaultServer({ onRequest: serve });

/** Writes one byte after the other, for as long as the connection lasts. */
function drip(socket: Socket, byte: string): void {
  const timer = setInterval(() => socket.write(byte), 5);
  socket.on('close', () => clearInterval(timer));
}

async function startRefusing(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

suite('no response', () => {
  test('refused', async () => {
    const port = await startRefusing('127.0.0.1');
    const failure = await failureOf(exchangeWithServer(`http://127.0.0.1:${port}/`));
    const message = `connection refused by 127.0.0.1:${port}`;
    assert.deepEqual(failure, { kind: 'refused', code: 'ECONNREFUSED', message });
  });

  test('an unknown host', async () => {
    const failure = await failureOf(exchangeWithServer('http://nowhere.invalid/'));
    assert.equal(failure.kind, 'dns');
    assert.match(failure.message, /nowhere\.invalid$/);
  });

  test('not HTTP', async () => {
    await using server = await onRequest((socket) => socket.end('SSH-2.0-x\r\n'));
    const failure = await failureOf(exchangeWithServer(server.origin));
    assert.deepEqual([failure.kind, failure.code], ['protocol', 'HTTPParserError']);
    assert.equal(
      failure.message,
      `the answer of 127.0.0.1:${server.port} is not HTTP/1.1 (Expected HTTP/, RTSP/ or ICE/)`,
    );
  });

  test('a status code that there can not be', async () => {
    for (const statusCode of ['099', '000']) {
      await using server = await onRequest((socket) =>
        socket.end(`HTTP/1.1 ${statusCode} X\r\nContent-Length: 0\r\n\r\n`),
      );
      const message = `the answer of 127.0.0.1:${server.port} is not HTTP/1.1 (no status code is below 100)`;
      assert.deepEqual(await failureOf(exchangeWithServer(server.origin)), {
        kind: 'protocol',
        code: 'FLOW_LENS_STATUS_CODE',
        message,
      });
    }
  });

  for (const [name, serve] of [
    ['reset before the head', (socket: Socket) => socket.resetAndDestroy()],
    ['closed before the head', (socket: Socket) => socket.end()],
    ['closed after an interim response', (socket: Socket) => socket.end('HTTP/1.1 100 Continue\r\n\r\n')],
    ['cut in the head', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
  ] as const) {
    test(name, async () => {
      await using server = await onRequest(serve);
      const failure = await failureOf(exchangeWithServer(server.origin));
      assert.equal(failure.kind, 'reset');
      assert.equal(failure.message, `connection closed by 127.0.0.1:${server.port} (first byte)`);
    });
  }

  test('a reset on accept', async () => {
    await using server = await startFaultServer({ onConnection: (socket) => socket.resetAndDestroy() });
    assert.equal((await failureOf(exchangeWithServer(server.origin))).kind, 'reset');
  });
});

suite('the deadline covers', () => {
  const deadline = 400;
  const timeout = (stage: string) => ({
    kind: 'timeout',
    code: 'ETIMEDOUT',
    message: `no answer within 400 ms (${stage})`,
  });

  test('the connect', async () => {
    await using server = await startUnroutableServer();
    const outcome = exchangeWithServer(`http://127.0.0.1:${server.port}/`, { deadline });
    assert.deepEqual(await failureOf(outcome), timeout('connect'));
  });

  test('the TLS handshake', async () => {
    await using server = await startFaultServer({ onRequest: () => {} });
    const outcome = exchangeWithServer(`https://127.0.0.1:${server.port}/`, { deadline });
    assert.deepEqual(await failureOf(outcome), timeout('TLS handshake'));
    await server.drained();
  });

  test('an answer that never comes', async () => {
    await using server = await onRequest(() => {});
    assert.deepEqual(await failureOf(exchangeWithServer(server.origin, { deadline })), timeout('first byte'));
    await server.drained();
  });

  test('a head that drips', async () => {
    await using server = await onRequest((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-A: ');
      drip(socket, 'a');
    });
    assert.deepEqual(await failureOf(exchangeWithServer(server.origin, { deadline })), timeout('first byte'));
  });

  test('interim responses without end', async () => {
    await using server = await onRequest((socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'));
    assert.deepEqual(await failureOf(exchangeWithServer(server.origin, { deadline })), timeout('first byte'));
  });

  test('a content that drips', async () => {
    await using server = await onRequest((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
      drip(socket, 'a');
    });
    const outcome = await exchangeWithServer(server.origin, { deadline });
    assert.ok(outcome.kind === 'failure');
    assert.deepEqual(outcome.failure, timeout('last byte'));
    assert.equal(outcome.timings.download, null);
    await server.drained();
  });
});

suite('a response whose content is broken off keeps its status', () => {
  const broken = 'the connection broke before the end of the content';
  const head = 'HTTP/1.1 500 Oops\r\n';

  const resets = [
    ['after the head', `${head}Content-Length: 10\r\n\r\n`],
    ['within a content with a length', `${head}Content-Length: 10\r\n\r\n12345`],
    ['within a content without a length', `${head}\r\n12345`],
    ['within chunks', `${head}Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n`],
  ] as const;
  for (const [name, bytes] of resets) {
    test(`reset ${name}`, async () => {
      let reset = () => {};
      await using server = await onRequest((socket) => {
        reset = () => socket.resetAndDestroy();
        socket.write(bytes);
      });
      const { statusCode, content } = await responseOf(
        exchangeWithServer(server.origin, { now: onHead(() => reset()) }),
      );
      assert.equal(statusCode, 500);
      assert.deepEqual([content.truncated, content.note], [true, broken]);
    });
  }

  const end = (bytes: string) => (socket: Socket) => socket.end(bytes);
  const faults = [
    ['a length longer than the content', end(`${head}Content-Length: 10\r\n\r\n12345`), broken],
    ['chunks without the last one', end(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n`), broken],
    [
      'a bad chunk',
      end(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\nnope\r\n`),
      'the content is not framed as HTTP says',
    ],
  ] as const;
  for (const [name, serve, note] of faults) {
    test(name, async () => {
      await using server = await onRequest(serve);
      const { statusCode, content } = await responseOf(exchangeWithServer(server.origin));
      assert.equal(statusCode, 500);
      assert.deepEqual([content.truncated, content.note], [true, note]);
      assert.equal(content.size, content.bytes.length, 'only a limit makes the size differ');
    });
  }

  test('what came before a close is kept', async () => {
    await using server = await onRequest(end(`${head}Content-Length: 10\r\n\r\n12345`));
    assert.equal((await responseOf(exchangeWithServer(server.origin))).text, '12345');
  });
});

suite('a long content', () => {
  test('is kept up to the evaluation limit and counted to its end', async () => {
    const bytes = 'x'.repeat(300_000);
    await using server = await onRequest((socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${bytes}`));
    const limits = { preview: 100 * 1024, evaluation: 100 * 1024, body: 1024 * 1024 };
    const { content } = await responseOf(exchangeWithServer(server.origin, { limits }));
    assert.deepEqual([content.bytes.length, content.size, content.truncated], [102_400, 300_000, true]);
    assert.equal(content.note, 'only the first 100 KiB of the content are kept');
  });

  test('that never ends is cut at the body limit, and so is its connection', async () => {
    const part = 'x'.repeat(64 * 1024);
    await using server = await onRequest((socket) => {
      const write = () => socket.write(part, (error) => error ?? write());
      socket.write('HTTP/1.1 200 OK\r\n\r\n', write);
    });
    const { statusCode, content } = await responseOf(exchangeWithServer(server.origin));
    assert.equal(statusCode, 200);
    assert.equal(content.bytes.length, 1024 * 1024);
    assert.ok(content.size > 4 * 1024 * 1024);
    assert.equal(content.note, 'the content is longer than 4 MiB and was cut there');
    await server.drained();
  });

  test('in chunks of one byte costs no more memory than its bytes', async () => {
    const chunks = '1\r\nx\r\n'.repeat(500_000);
    await using server = await onRequest((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
    });
    const { content } = await responseOf(exchangeWithServer(server.origin));
    assert.deepEqual([content.size, content.truncated], [500_000, false]);
  });
});
