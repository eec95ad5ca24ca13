import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createBodyStore } from '../../server/src/run/bodyStore';
import { runNode } from '../../server/src/run/runNode';
import type { RunOutcome } from '../../server/src/run/runRequest';
import { startFaultServer } from '../support/faultServer';
import { startShortAndLongAnswers } from '../support/longAnswers';
import { openHandles } from '../support/runAgainst';
import { portsWith, requestOf } from '../support/runRequest';
import { makeTemporaryFolder } from '../support/temporaryFolder';

function keyOf(outcome: RunOutcome): string | undefined {
  return outcome.kind === 'result' ? outcome.result.branch?.key : outcome.kind;
}

test('of 200 runs at once for 10 connections, 190 say so before anything is sent', async () => {
  const answers: (() => void)[] = [];
  await using origin = await startFaultServer({
    onRequest: (socket) => {
      answers.push(() => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
      if (answers.length === 10) for (const answer of answers.splice(0)) answer();
    },
  });
  const request = requestOf({ url: origin.origin, endpoint: { maxConnections: 10 } });
  const ports = portsWith();
  for (let round = 0; round < 3; round++) {
    const runs = Array.from({ length: 200 }, () => runNode(request, ports));
    // No turn of the event loop goes by: what needs the network can't have come to anything.
    let refused = 0;
    for (const run of runs) void run.then((outcome) => keyOf(outcome) === 'max-connection' && refused++);
    await new Promise((turned) => setImmediate(turned));
    assert.equal(refused, 190);
    const keys = (await Promise.all(runs)).map(keyOf);
    assert.deepEqual(
      [keys.filter((key) => key === '200').length, keys.filter((key) => key === 'max-connection').length],
      [10, 190],
    );
    await origin.drained();
  }
  assert.equal(origin.heads.length, 30);
});

/** Bytes of the heap once everything is collected that can be: what waits for a finalizer goes a turn later. */
async function collectedHeap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  for (let times = 0; times < 4; times++) {
    runInNewContext('gc')();
    await new Promise((turned) => setImmediate(turned));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('1,000 runs in a row leave nothing: no memory, no connection, no timer, no file but the last', async (context) => {
  await using origin = await startShortAndLongAnswers();
  const folder = makeTemporaryFolder(context);
  const store = createBodyStore(folder);
  context.after(() => store.dispose());
  const ports = portsWith({ spill: store });
  const short = requestOf({ url: origin.origin, endpoint: { baseElement: '$.items' } });
  const longer = requestOf({ url: `${origin.origin}/long` });
  let kept: string | undefined;
  const runTimes = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index++) {
      const outcome = await runNode(index % 20 === 0 ? longer : short, ports);
      assert.ok(outcome.kind === 'result' && outcome.result.branch?.key === '200');
      const path = outcome.content?.stored?.path;
      if (path === undefined) continue;
      if (kept !== undefined) await store.remove(kept);
      kept = path;
    }
    await origin.drained();
    return collectedHeap();
  };
  const early = await runTimes(200);
  const late = await runTimes(800);
  const grown = (late - early) / 1024;
  context.diagnostic(`${grown.toFixed(0)} KiB more after 1,000 runs than after 200`);
  assert.ok(grown < 1024, `${grown} KiB`);
  const [own = ''] = readdirSync(folder);
  assert.equal(readdirSync(join(folder, own)).length, 1);
  assert.deepEqual(await openHandles(), []);
});
