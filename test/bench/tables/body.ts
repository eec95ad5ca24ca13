import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as protocol from '../../../server/src/protocol';
import { type FaultServer, startFaultServer } from '../../support/faultServer';
import { flowText } from '../../support/flows';
import { type LanguageServer, startLanguageServer } from '../../support/languageServer';
import { flowLens } from '../../support/liveRun';
import { writeParts } from '../../support/longAnswers';
import { residentMemory } from '../../support/serverMemory';
import { generateFlow } from '../generateFlow';
import { toAmount, toTable } from '../markdown';
import { spreadOf } from '../spread';
import type { Table } from '../table';
import { openText, type Typist } from '../typist';

const mebibyte = 1024 ** 2;
const size = 1024 * mebibyte;

/** An answer of 1 GiB, read to its end. */
export const body: Table = {
  name: 'body',
  title: 'An answer of 1 GiB',
  about:
    'From the real server process, with `run.bodyLimit` at 2 GiB, so that all of it is read and kept on disk. The preview is the state that shows what has come so far, ' +
    'counted from when the first MiB was sent. Memory is what the process has in RAM, at the most, over what it had before. Meanwhile somebody types into a flow of 200 nodes, 33 keys a second.',
  async measure({ say }) {
    const storage = mkdtempSync(join(tmpdir(), 'flow-lens-bench-'));
    let firstMebibyte = Number.NaN;
    await using origin = await startOrigin(() => {
      firstMebibyte = performance.now();
    });
    let preview = Number.NaN;
    const server = await startBodyServer(storage, () => {
      preview = Number.isNaN(preview) ? performance.now() : preview;
    });
    try {
      const typist = await openText(server, 'typed.flow.json', generateFlow(200));
      await server.open('a.flow.json', flowText({ url: `${origin.origin}/`, endpoint: { timeout: 600_000 } }));
      // The first run loads what runs need.
      await runOnce(server, origin);
      const calm = await typeUntil(typist, setTimeout(1_500));
      preview = Number.NaN;
      say('1 GiB');
      const before = residentMemory(server.process.pid);
      const { most, time, waits } = await runAndType(server, typist);
      return toRows({ preview: preview - firstMebibyte, growth: most - before, time, calm, waits });
    } finally {
      await server.stop();
      rmSync(storage, { recursive: true, force: true });
    }
  },
};

function startBodyServer(storage: string, onPreview: () => void): Promise<LanguageServer> {
  return startLanguageServer({
    capabilities: flowLens,
    initializationOptions: { trusted: true, storage },
    settings: { run: { bodyLimit: 2 * size } },
    prepare: (connection) =>
      connection.onNotification(protocol.runState, ({ nodes }: protocol.RunStateParams) => {
        if (nodes.some(({ mark }) => mark?.details.some((line) => /MiB of content/.test(line)))) onPreview();
      }),
  });
}

/** Its first answer is short, its second one as long as can be. */
function startOrigin(onFirstMebibyte: () => void): Promise<FaultServer> {
  let answers = 0;
  return startFaultServer({
    onRequest: (socket) => {
      if (answers++ === 0) {
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        return;
      }
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      socket.write(Buffer.alloc(mebibyte, 'x'), onFirstMebibyte);
      writeParts(socket, size - mebibyte);
    },
  });
}

async function runOnce(server: LanguageServer, origin: FaultServer): Promise<void> {
  await server.connection.sendRequest(protocol.runNode, { uri: server.uri('a.flow.json'), node: 'get-order' });
  await origin.drained();
}

async function runAndType(server: LanguageServer, typist: Typist) {
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, residentMemory(server.process.pid));
  }, 10);
  const started = performance.now();
  const params = { uri: server.uri('a.flow.json'), node: 'get-order' };
  const running = server.connection.sendRequest(protocol.runNode, params);
  const waits = await typeUntil(typist, running);
  clearInterval(sampling);
  return { most, time: performance.now() - started, waits };
}

/** Milliseconds: somebody who types very fast. */
const betweenKeys = 30;

async function typeUntil(typist: Typist, end: Promise<unknown>): Promise<readonly number[]> {
  let isOver = false;
  const ended = end.then(() => {
    isOver = true;
  });
  const waits: number[] = [];
  const offset = typist.text.indexOf('"description": "Asks') + '"description": "Asks'.length;
  while (!isOver) {
    waits.push(await typist.typeAndWait({ span: { offset, length: 0 }, newText: 'x' }));
    await setTimeout(betweenKeys);
  }
  await ended;
  return waits;
}

interface Measured {
  readonly preview: number;
  readonly growth: number;
  readonly time: number;
  readonly calm: readonly number[];
  readonly waits: readonly number[];
}

function toRows({ preview, growth, time, calm, waits }: Measured): string {
  const key = (samples: readonly number[]) => {
    const { median, p95 } = spreadOf(samples);
    return `${toAmount(median)} ms, p95 ${toAmount(p95)} ms`;
  };
  return toTable(
    ['what', 'measured'],
    [
      ['preview after the first MiB', `${toAmount(preview)} ms`],
      ['memory more at the most', `${toAmount(growth)} MiB`],
      ['all of it', `${toAmount(time / 1000)} s, ${toAmount(size / 1000 / time)} MB/s`],
      ['a keystroke before', key(calm)],
      ['a keystroke meanwhile', key(waits)],
    ],
  );
}
