import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { suite, test } from 'node:test';
import { exchangeWithServer, failureOf, responseOf } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';

/** A server that answers as HTTP says. */
async function startServer(listener: RequestListener): Promise<{ origin: string } & AsyncDisposable> {
  const server = createServer({ maxHeaderSize: 256 * 1024 }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server that answers every request with these bytes and ends the connection. */
const answering = (bytes: string) => startFaultServer({ onRequest: (socket) => socket.end(bytes, 'latin1') });

suite('a request', () => {
  test('goes out with method, path, fields in order and content in UTF-8', async () => {
    await using server = await startServer((message, answer) => {
      message.setEncoding('utf8');
      message.once('data', (content) => {
        answer.end(JSON.stringify([message.method, message.url, message.rawHeaders.slice(2), content]));
      });
    });
    const request = {
      method: 'POST',
      fields: [
        ['X-B', '1'],
        ['x-a', '2'],
        ['X-B', '3'],
        ['Content-Type', 'text/plain'],
      ],
      content: 'größe',
    } as const;
    const { text } = await responseOf(exchangeWithServer(`${server.origin}/a%20b?x=1;y=%C3%A9&x=2#f`, { request }));
    const [method, url, fields, content] = JSON.parse(text);
    assert.deepEqual([method, url, content], ['POST', '/a%20b?x=1;y=%C3%A9&x=2', 'größe']);
    assert.deepEqual(fields.slice(2, 10), ['X-B', '1', 'x-a', '2', 'X-B', '3', 'Content-Type', 'text/plain']);
  });

  test('has a user agent and codings unless it sets them itself', async () => {
    await using server = await answering('HTTP/1.1 204 No Content\r\n\r\n');
    await responseOf(exchangeWithServer(server.origin));
    const fields = [
      ['User-Agent', 'mine'],
      ['Accept-Encoding', 'identity'],
    ] as const;
    await responseOf(exchangeWithServer(server.origin, { request: { fields } }));
    assert.match(server.heads[0] ?? '', /\r\nuser-agent: flow-lens\r\naccept-encoding: gzip, deflate, br$/);
    assert.match(server.heads[1] ?? '', /\r\nUser-Agent: mine\r\nAccept-Encoding: identity$/);
  });

  test('that HTTP can not carry is refused with a reason', async () => {
    await using server = await answering('');
    const fields = [['Transfer-Encoding', 'chunked']] as const;
    const failure = await failureOf(exchangeWithServer(server.origin, { request: { fields } }));
    assert.equal(failure.kind, 'protocol');
    assert.equal(failure.message, "the request can't be sent (invalid transfer-encoding header)");
  });
});

suite('a response', () => {
  test('has status code, reason, repeated fields and content', async () => {
    await using server = await startServer((_message, answer) => {
      answer.writeHead(
        404,
        'Not Here',
        [
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Date', 'x'],
        ].flat(),
      );
      answer.end('{"a":1}');
    });
    const response = await responseOf(exchangeWithServer(server.origin));
    assert.equal(response.statusCode, 404);
    assert.equal(response.reason, 'Not Here');
    assert.deepEqual(response.fields.slice(0, 3), [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Date', 'x'],
    ]);
    const { size, truncated, note } = response.content;
    assert.deepEqual([response.text, size, truncated, note], ['{"a":1}', 7, false, undefined]);
  });

  for (const status of ['204 No Content', '304 Not Modified']) {
    test(`${status} has no content, whatever its fields say`, async () => {
      const fields = 'Content-Length: 10\r\nContent-Encoding: gzip';
      await using server = await answering(`HTTP/1.1 ${status}\r\n${fields}\r\n\r\n`);
      const response = await responseOf(exchangeWithServer(server.origin));
      assert.equal(`${response.statusCode} ${response.reason}`, status);
      assert.deepEqual([response.content.size, response.content.truncated], [0, false]);
    });
  }

  test('of HTTP/1.0 without a length ends with the connection', async () => {
    await using server = await answering('HTTP/1.0 200 OK\r\n\r\nall of it');
    const response = await responseOf(exchangeWithServer(server.origin));
    assert.deepEqual([response.text, response.content.truncated], ['all of it', false]);
  });

  test('comes after any number of interim ones, in whatever pieces', async () => {
    const bytes =
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
    await using whole = await answering(bytes);
    assert.equal((await responseOf(exchangeWithServer(whole.origin))).text, 'ok');
    await using pieces = await startFaultServer({
      onRequest: async (socket) => {
        socket.setNoDelay(true);
        for (const byte of bytes) await new Promise((written) => socket.write(byte, 'latin1', written));
      },
    });
    assert.equal((await responseOf(exchangeWithServer(pieces.origin))).text, 'ok');
  });

  test('that redirects, to itself even, is an answer', async () => {
    await using server = await startServer((message, answer) => answer.writeHead(302, { location: message.url }).end());
    const response = await responseOf(exchangeWithServer(`${server.origin}/loop`));
    assert.equal(response.statusCode, 302);
    assert.deepEqual(response.fields[0], ['location', '/loop']);
  });

  test('with 64 KiB of fields is read, with 300 KiB it is refused', async () => {
    const value = 'x'.repeat(1000);
    await using server = await startFaultServer({
      onRequest: (socket, head) => {
        const fields = `x-a: ${value}\r\n`.repeat(head.startsWith('GET /300 ') ? 300 : 64);
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 0\r\n${fields}\r\n`);
      },
    });
    const response = await responseOf(exchangeWithServer(`${server.origin}/64`));
    assert.equal(response.fields.filter(([name]) => name === 'x-a').length, 64);
    const failure = await failureOf(exchangeWithServer(`${server.origin}/300`));
    assert.deepEqual([failure.kind, failure.code], ['protocol', 'UND_ERR_HEADERS_OVERFLOW']);
  });

  test('tells how long each stage took', async () => {
    await using server = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    let clock = 0;
    const outcome = await exchangeWithServer(server.origin, { now: () => clock++ });
    assert.deepEqual(outcome.timings, { dns: null, connect: 1, tls: null, firstByte: 1, download: 1, total: 3 });
    const named = await exchangeWithServer(server.origin.replace('127.0.0.1', 'localhost'));
    assert.ok(named.timings.dns !== null && named.timings.dns >= 0);
  });
});

suite('a host', () => {
  const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === '::1'),
  );

  test('may be an IPv6 literal', async () => {
    if (!hasIpv6) {
      assert.equal((await failureOf(exchangeWithServer('http://[::1]:9/'))).kind, 'refused');
      return;
    }
    await using server = await startFaultServer({
      host: '::1',
      onRequest: (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nsix'),
    });
    assert.equal((await responseOf(exchangeWithServer(server.origin))).text, 'six');
    assert.match(server.heads[0] ?? '', /\r\nhost: \[::1\]:\d+\r\n/);
  });

  test('may be an internationalised name, which is looked up in its ASCII form', async () => {
    const failure = await failureOf(exchangeWithServer('http://bücher.invalid/'));
    assert.equal(failure.kind, 'dns');
    assert.match(failure.message, /xn--bcher-kva\.invalid$/);
  });
});
