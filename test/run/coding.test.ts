import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as zlib from 'node:zlib';
import { exchangeWithServer, responseOf } from '../support/exchangeWithServer';
import { type FaultServer, startFaultServer } from '../support/faultServer';

/** A server that answers with a content and says that it is in these codings. */
function answering(codings: string, content: Uint8Array): Promise<FaultServer> {
  const head = `HTTP/1.1 404 Not Found\r\nContent-Length: ${content.length}\r\nContent-Encoding: ${codings}\r\n\r\n`;
  return startFaultServer({ onRequest: (socket) => socket.end(Buffer.concat([Buffer.from(head), content])) });
}

async function contentOf(codings: string, content: Uint8Array) {
  await using server = await answering(codings, content);
  const response = await responseOf(exchangeWithServer(server.origin));
  assert.equal(response.statusCode, 404, 'the status is kept');
  const { size, truncated, note } = response.content;
  return { text: response.text, size, truncated, note };
}

const text = 'größe '.repeat(20_000);
const whole = { text, size: Buffer.byteLength(text), truncated: false, note: undefined };

suite('codings that are undone', () => {
  const codings = [
    ['gzip', zlib.gzipSync(text)],
    ['x-gzip', zlib.gzipSync(text)],
    ['GZip', zlib.gzipSync(text)],
    ['deflate', zlib.deflateSync(text)],
    ['deflate', zlib.deflateRawSync(text)],
    ['br', zlib.brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['deflate, identity, gzip', zlib.gzipSync(zlib.deflateSync(text))],
    ['br,deflate', zlib.deflateRawSync(zlib.brotliCompressSync(text))],
  ] as const;
  for (const [name, content] of codings) {
    test(`${name} in ${content.length} bytes`, async () => assert.deepEqual(await contentOf(name, content), whole));
  }

  test('zstd where the runtime has it', async () => {
    const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');
    if (typeof compress === 'function') return assert.deepEqual(await contentOf('zstd', compress(text)), whole);
    const note = 'the content coding "zstd" is unknown and was not undone';
    assert.deepEqual(await contentOf('zstd', Buffer.from('bytes')), { text: 'bytes', size: 5, truncated: false, note });
  });

  for (const name of ['gzip', 'deflate', 'br']) {
    test(`an empty content in ${name} is empty`, async () => {
      assert.deepEqual(await contentOf(name, Buffer.alloc(0)), {
        text: '',
        size: 0,
        truncated: false,
        note: undefined,
      });
    });
  }
});

suite('codings that can not be undone', () => {
  test('an unknown one leaves the content as it is', async () => {
    const note = 'the content coding "compress" is unknown and was not undone';
    const content = await contentOf('gzip, compress', Buffer.from('bytes'));
    assert.deepEqual(content, { text: 'bytes', size: 5, truncated: false, note });
  });

  test('more than five, one over the other', async () => {
    const { note } = await contentOf('gzip, gzip, gzip, gzip, gzip, gzip', Buffer.from('bytes'));
    assert.equal(note, 'the content coding "gzip" is unknown and was not undone');
  });

  for (const name of ['gzip', 'deflate', 'br', 'br, gzip']) {
    test(`a content that is not in ${name}`, async () => {
      const content = await contentOf(name, Buffer.from('{"status":"lost"}'));
      assert.deepEqual(content, {
        text: '',
        size: 0,
        truncated: true,
        note: `the content is not in its coding "${name}"`,
      });
    });
  }

  test('a content that ends within its coding gives what there is', async () => {
    const { length } = zlib.gzipSync(text);
    const content = await contentOf('gzip', zlib.gzipSync(text).subarray(0, length - 20));
    assert.ok(content.size > 0 && text.startsWith(content.text.slice(0, 100)));
    assert.deepEqual([content.truncated, content.note], [true, 'the content ends in the middle of its coding "gzip"']);
  });
});

suite('a decompression bomb', () => {
  const zeros = Buffer.alloc(64 * 1024 * 1024);
  const bombs = [
    ['gzip', zlib.gzipSync(zeros)],
    ['deflate', zlib.deflateRawSync(zeros)],
    ['gzip, gzip', zlib.gzipSync(zlib.gzipSync(zeros))],
    ['br', zlib.brotliCompressSync(zeros, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] as const;
  for (const [name, content] of bombs) {
    test(`in ${name} ends as a cut content`, async () => {
      const { size, truncated, note } = await contentOf(name, content);
      assert.deepEqual([truncated, note], [true, 'the content is longer than 4 MiB and was cut there']);
      assert.ok(size > 4 * 1024 * 1024 && size < 5 * 1024 * 1024, `${size} bytes were decoded`);
    });
  }
});
