import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Response } from '#core/request/exchange';
import type { Spill, SpillFile } from '../../server/src/run/spill';
import { exchangeWithServer, responseOf } from '../support/exchangeWithServer';
import { startFaultServer } from '../support/faultServer';
import { signal } from '../support/liveRun';
import { answering, countingBytes, createStore, kibibyte, limits, writeEndlessly } from '../support/longContent';

test('a coding that breaks while the disk is slow leaves in the file what came before it, once', async (context) => {
  const content = countingBytes(700 * kibibyte);
  const coded = gzipSync(content);
  // What is behind the checksum is no second member.
  const broken = Buffer.concat([coded.subarray(0, -8), Buffer.alloc(64, 0xff)]);
  await using server = await answering(broken, 'Content-Encoding: gzip\r\n');
  const store = createStore(context);
  const slow: Spill = {
    ...store,
    open: async () => {
      const file = await store.open();
      const write = async (bytes: Uint8Array): Promise<void> => {
        for (let turn = 0; turn < 50; turn++) await setImmediate();
        await file.write(bytes);
      };
      return { ...file, write };
    },
  };
  const { stored, note, size } = (await responseOf(exchangeWithServer(server.origin, { limits, spill: slow }))).content;
  assert.equal(note, 'the content is not in its coding "gzip"');
  const file = readFileSync(stored?.path ?? '');
  assert.deepEqual([stored?.isWhole, file.length, size], [false, stored?.size, stored?.size]);
  assert.ok(file.length > limits.preview);
  assert.deepEqual(file, content.subarray(0, file.length));
});

test('what the disk gives after the end of a run is dropped: no word of it, and no file', async (context) => {
  const store = createStore(context);
  const told: number[] = [];
  const run = new AbortController();
  const isOver = signal();
  let drop = (_file: SpillFile): void => undefined;
  const dropped = new Promise<SpillFile>((resolve) => {
    drop = resolve;
  });
  const late: Spill = {
    ...store,
    open: async () => {
      run.abort();
      await isOver.promise;
      const file = await store.open();
      return { ...file, discard: () => file.discard().then(() => drop(file)) };
    },
  };
  await using server = await startFaultServer({ onRequest: writeEndlessly });
  const onProgress = ({ content }: Response): void => void told.push(content.size);
  const { kind } = await exchangeWithServer(server.origin, { limits, spill: late, signal: run.signal, onProgress });
  isOver.resolve();
  const { path } = await dropped;
  assert.equal(kind, 'cancelled');
  assert.deepEqual(told, [0], 'the head only');
  assert.equal(existsSync(path), false);
});
