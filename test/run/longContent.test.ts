import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Response } from '#core/request/exchange';
import { margin } from '#core/response/shownContent';
import { createBodyStore } from '../../server/src/run/bodyStore';
import type { Spill, SpillFile } from '../../server/src/run/spill';
import { exchangeWithServer, responseOf } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { untilEmpty } from '../support/folders';
import {
  answering,
  countingBytes,
  createStore,
  kibibyte,
  limits,
  mebibyte,
  writeEndlessly,
} from '../support/longContent';
import { makeTemporaryFolder } from '../support/temporaryFolder';

suite('a content goes to a file', () => {
  test('when it is longer than the preview, from its first byte on', async (context) => {
    const content = countingBytes(700 * kibibyte);
    await using server = await answering(content);
    const answer = await responseOf(exchangeWithServer(server.origin, { limits, spill: createStore(context) }));
    const { bytes, size, truncated, note, stored } = answer.content;
    assert.deepEqual([size, truncated, note], [content.length, false, undefined]);
    assert.deepEqual(Buffer.from(bytes), content, 'all of it is there to be evaluated');
    assert.deepEqual([stored?.size, stored?.isWhole], [content.length, true]);
    assert.deepEqual(readFileSync(stored?.path ?? ''), content);
  });

  test('and not when it is as long as that', async (context) => {
    await using server = await answering(countingBytes(limits.preview));
    const { content } = await responseOf(exchangeWithServer(server.origin, { limits, spill: createStore(context) }));
    assert.deepEqual([content.size, content.truncated, content.stored], [limits.preview, false, undefined]);
  });

  test('with its codings undone', async (context) => {
    const content = countingBytes(700 * kibibyte);
    await using server = await answering(gzipSync(content), 'Content-Encoding: gzip\r\n');
    const answer = await responseOf(exchangeWithServer(server.origin, { limits, spill: createStore(context) }));
    assert.deepEqual(readFileSync(answer.content.stored?.path ?? ''), content);
  });

  test('and only its beginning stays in memory where it is too long to be evaluated', async (context) => {
    const content = countingBytes(2 * mebibyte);
    await using server = await answering(content);
    const answer = await responseOf(exchangeWithServer(server.origin, { limits, spill: createStore(context) }));
    const { bytes, size, truncated, note, stored } = answer.content;
    assert.deepEqual([size, truncated, note], [content.length, true, undefined]);
    assert.deepEqual(Buffer.from(bytes), content.subarray(0, limits.preview + margin));
    assert.equal(bytes.buffer.byteLength, bytes.length, 'it is no view of something larger');
    assert.equal(stored?.isWhole, true);
    assert.deepEqual(readFileSync(stored?.path ?? ''), content);
  });

  test('up to the limit, where it is cut and the connection too', async (context) => {
    await using server = await startFaultServer({ onRequest: writeEndlessly });
    const answer = await responseOf(exchangeWithServer(server.origin, { limits, spill: createStore(context) }));
    const { note, stored, truncated } = answer.content;
    assert.deepEqual([truncated, note], [true, 'the content is longer than 4 MiB and was cut there']);
    assert.deepEqual(
      [stored?.size, stored?.isWhole, statSync(stored?.path ?? '').size],
      [limits.body, false, limits.body],
    );
    await server.drained();
  });

  test('as far as it came before the connection broke', async (context) => {
    const content = countingBytes(700 * kibibyte);
    await using server = await answering(content, 'Content-Length: 9999999\r\n');
    const answer = await responseOf(exchangeWithServer(server.origin, { limits, spill: createStore(context) }));
    const { bytes, size, note, stored } = answer.content;
    assert.equal(note, 'the connection broke before the end of the content');
    assert.deepEqual([size, bytes.length], [content.length, content.length], 'only a limit makes the size differ');
    assert.equal(stored?.isWhole, false);
    assert.deepEqual(readFileSync(stored?.path ?? ''), content);
  });
});

test('the head is told first, then what is to be shown, while the rest is still coming', async (context) => {
  const told: Response[] = [];
  let goOn = (): void => undefined;
  await using server = await startFaultServer({
    onRequest: (socket) => {
      const steps = [
        'HTTP/1.1 404 Not Found\r\nContent-Length: 300000\r\n\r\n',
        'a'.repeat(200_000),
        'b'.repeat(100_000),
      ];
      goOn = () => void socket.write(steps.shift() ?? '');
      goOn();
    },
  });
  const outcome = responseOf(
    exchangeWithServer(server.origin, {
      limits,
      spill: createStore(context),
      onProgress: (response, timings) => {
        assert.ok(timings.firstByte !== null && timings.download === null);
        told.push(response);
        goOn();
      },
    }),
  );
  const { content, statusCode } = await outcome;
  assert.deepEqual([statusCode, content.size, content.truncated], [404, 300_000, false]);
  const [head, preview, ...others] = told;
  assert.deepEqual([head?.statusCode, head?.content.size, head?.content.truncated], [404, 0, true]);
  assert.ok(preview && preview.content.size > limits.preview && preview.content.size <= 200_000);
  assert.equal(preview.content.note, 'the content is still being received');
  assert.deepEqual(others, []);
});

test('what was not wanted to its end leaves no file', async (context) => {
  const store = createStore(context);
  const folders: string[] = [];
  const spill: Spill = {
    ...store,
    open: async () => {
      const file = await store.open();
      folders.push(dirname(file.path));
      return file;
    },
  };
  await using server = await startFaultServer({ onRequest: writeEndlessly });
  const cancelled = new AbortController();
  const endless = { ...limits, body: 1024 * mebibyte };
  const outcomes = await Promise.all([
    exchangeWithServer(server.origin, {
      limits: endless,
      spill,
      signal: cancelled.signal,
      onProgress: ({ content }) => content.size > 0 && cancelled.abort(),
    }),
    exchangeWithServer(server.origin, { limits: endless, spill, deadline: 300 }),
  ]);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['cancelled', 'failure'],
  );
  assert.equal(folders.length, 2);
  await untilEmpty(folders[0] ?? '');
  await server.drained();
});

suite('a file that fails is a note and no failure', () => {
  /** A disk that is full after some bytes. */
  function filling(store: Spill, room: number): Spill {
    return {
      ...store,
      open: async () => {
        const file = await store.open();
        let written = 0;
        const write = async (bytes: Uint8Array): Promise<void> => {
          written += bytes.length;
          if (written > room) throw Object.assign(new Error(`no space left, write ${file.path}`), { code: 'ENOSPC' });
          await file.write(bytes);
        };
        return { ...file, write };
      },
    };
  }

  test('where none can be made, the content is kept as long as it can be evaluated', async (context) => {
    // A file in the place of the folder.
    const path = join(makeTemporaryFolder(context), 'file');
    writeFileSync(path, '');
    const spill = createBodyStore(path);
    const content = countingBytes(700 * kibibyte);
    await using server = await answering(content);
    const short = await responseOf(exchangeWithServer(server.origin, { limits, spill }));
    assert.deepEqual(Buffer.from(short.content.bytes), content);
    assert.deepEqual(
      [short.content.truncated, short.content.note, short.content.stored],
      [false, undefined, undefined],
    );
  });

  test('where the disk is full, what it took is not lost', async (context) => {
    const store = createStore(context);
    const content = countingBytes(900 * kibibyte);
    await using server = await answering(content);
    for (const room of [0, 200 * kibibyte, 500 * kibibyte, 899 * kibibyte]) {
      const answer = await responseOf(exchangeWithServer(server.origin, { limits, spill: filling(store, room) }));
      assert.deepEqual(Buffer.from(answer.content.bytes), content, `${room} bytes of room`);
      assert.deepEqual([answer.content.truncated, answer.content.stored], [false, undefined]);
    }
  });

  test('and of a longer one it is said how much is kept, and why', async (context) => {
    const content = countingBytes(3 * mebibyte);
    await using server = await answering(content);
    const spill = filling(createStore(context), 2 * mebibyte);
    const answer = await responseOf(exchangeWithServer(server.origin, { limits, spill }));
    const { note, truncated, size, stored } = answer.content;
    assert.deepEqual([size, truncated, stored], [content.length, true, undefined]);
    assert.equal(
      note,
      'only the first 100 KiB of the content are kept, as the rest could not be written to a file (ENOSPC)',
    );
  });

  test('where the file was swept away before it is evaluated, that is as if it were too long', async (context) => {
    const store = createStore(context);
    const sweeping: Spill = {
      ...store,
      open: async () => {
        const file: SpillFile = await store.open();
        const close = async (): Promise<void> => {
          await file.close();
          rmSync(file.path);
        };
        return { ...file, close };
      },
    };
    await using server = await answering(countingBytes(700 * kibibyte));
    const { content } = await responseOf(exchangeWithServer(server.origin, { limits, spill: sweeping }));
    assert.deepEqual([content.truncated, content.bytes.length], [true, limits.preview + margin]);
  });
});
