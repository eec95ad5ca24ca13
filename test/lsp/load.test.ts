import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { startFaultServer } from '../support/faultServer';
import { flowText } from '../support/flows';
import { untilEmpty } from '../support/folders';
import type { LanguageServer } from '../support/languageServer';
import { run, start } from '../support/liveRun';
import { startLongAnswers, startShortAndLongAnswers } from '../support/longAnswers';
import { residentMemory } from '../support/serverMemory';
import { makeTemporaryFolder } from '../support/temporaryFolder';

/** The text of one flow with many nodes that call the same endpoint: `node-0`, `node-1`, … */
function manyNodes(url: string, count: number, maxConnections: number): string {
  const flow = JSON.parse(flowText({ url, endpoint: { maxConnections, timeout: 60_000 } }));
  const node = flow.nodes['get-order'];
  for (let index = 0; index < count; index++) flow.nodes[`node-${index}`] = node;
  return JSON.stringify(flow);
}

async function startWithStorage(context: TestContext) {
  const storage = makeTemporaryFolder(context);
  const server = await start(context, { initializationOptions: { trusted: true, storage } });
  return { server, bodies: () => readdirSync(join(storage, 'bodies'), { recursive: true }).length - 1 };
}

/** Milliseconds: somebody who types very fast. It is the load itself, and no wait for anything. */
const betweenKeys = 30;

/** Settles once the server has no file of a body any more; its own folder stays. Watches from the call on. */
function emptiedFolder(storage: string): Promise<void> {
  const bodies = join(storage, 'bodies');
  const [own = ''] = readdirSync(bodies);
  return untilEmpty(join(bodies, own));
}

/** Runs `get-order` against the URL, types into the flow all the while, and tells how the server bore it. */
async function runWhileTyping(server: LanguageServer, url: string) {
  const text = flowText({ url, endpoint: { timeout: 60_000 } });
  await server.open('a.flow.json', text);
  const before = residentMemory(server.process.pid);
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, residentMemory(server.process.pid));
  }, 5);
  let isOver = false;
  const running = run(server).finally(() => {
    isOver = true;
    clearInterval(sampling);
  });
  const waits: number[] = [];
  for (let version = 2; !isOver; version++) {
    const typed = performance.now();
    await server.change('a.flow.json', version, text.replace('"Sorry"', `"Sorry ${version}"`));
    assert.deepEqual(await server.diagnostics('a.flow.json'), []);
    waits.push(performance.now() - typed);
    await setTimeout(betweenKeys);
  }
  const result = await running;
  await server.connection.sendNotification('textDocument/didClose', {
    textDocument: { uri: server.uri('a.flow.json') },
  });
  waits.sort((a, b) => a - b);
  return { result, most, growth: most - before, wait: waits[Math.floor(waits.length / 2)] ?? 0, waits: waits.length };
}

suite('an answer longer than anybody wants', () => {
  test('costs the server little memory, and typing goes on', async (context) => {
    await using origin = await startLongAnswers();
    const { server, bodies } = await startWithStorage(context);
    // The first run loads what a run needs. V8 lets 32 MiB of buffers pile up before it collects them, in any program.
    await runWhileTyping(server, `${origin.origin}/1`);
    const names = ['1024', 'endless', 'bomb', 'nested'];
    let mostAtFirst = 0;
    for (const name of names) {
      const { result, most, growth, wait, waits } = await runWhileTyping(server, `${origin.origin}/${name}`);
      assert.equal(result.branch?.key, '200', name);
      assert.deepEqual(result.notes[0], 'the content is longer than 256 MiB and was cut there', name);
      assert.ok(growth < 64, `${name}: grew by ${growth.toFixed(1)} MiB`);
      assert.ok(wait < 100 && waits > 3, `${name}: ${waits} edits, answered in ${wait.toFixed(1)} ms (median)`);
      context.diagnostic(`${name}: ${growth.toFixed(1)} MiB more at most; ${waits} edits, ${wait.toFixed(1)} ms each`);
      assert.equal(bodies(), 1, 'each took the place of the one before');
      await origin.drained();
      mostAtFirst = Math.max(mostAtFirst, most);
    }
    // What one run leaves behind, the next ones would pile up.
    for (const name of names) {
      const { most } = await runWhileTyping(server, `${origin.origin}/${name}`);
      assert.ok(most - mostAtFirst < 32, `${name}: ${(most - mostAtFirst).toFixed(1)} MiB more the second time`);
      await origin.drained();
    }
  });

  test('ends within 100 ms of a cancel, and its file is gone', async (context) => {
    await using origin = await startLongAnswers();
    const waits: number[] = [];
    let onState = (_params: protocol.RunStateParams): void => undefined;
    const storage = makeTemporaryFolder(context);
    const server = await start(context, {
      initializationOptions: { trusted: true, storage },
      prepare: (connection) => connection.onNotification(protocol.runState, (params) => onState(params)),
    });
    for (const name of ['endless', 'bomb', 'nested', '1024', 'endless']) {
      await server.open('a.flow.json', flowText({ url: `${origin.origin}/${name}`, endpoint: { timeout: 60_000 } }));
      const source = new CancellationTokenSource();
      // The preview is there: by now it goes to a file.
      const isLong = new Promise<void>((resolve) => {
        onState = ({ nodes: [node] }) => {
          if (node?.phase === 'running' && node.mark?.details.some((line) => /MiB of content/.test(line))) resolve();
        };
      });
      const params = { uri: server.uri('a.flow.json'), node: 'get-order' };
      const running = server.connection.sendRequest(protocol.runNode, params, source.token);
      await isLong;
      const emptied = emptiedFolder(storage);
      const cancelled = performance.now();
      source.cancel();
      await origin.drained();
      waits.push(performance.now() - cancelled);
      await assert.rejects(running, (error: { code?: number }) => error.code === -32800);
      await emptied;
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: params.uri } });
    }
    waits.sort((a, b) => a - b);
    context.diagnostic(`sockets closed after ${waits.map((wait) => wait.toFixed(1)).join(', ')} ms`);
    assert.ok((waits[2] ?? 0) < 100, `${waits}`);
  });
});

test('of 200 runs at once for 10 connections, 190 take max-connection at once, and every place is free again', async (context) => {
  const arrivals: (() => void)[] = [];
  let arrive = (): void => undefined;
  await using origin = await startFaultServer({
    onRequest: (socket) => {
      arrivals.push(() => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
      arrive();
    },
  });
  const server = await start(context);
  await server.open('a.flow.json', manyNodes(origin.origin, 200, 10));
  for (const round of ['first', 'second']) {
    const started = performance.now();
    const runs = Array.from({ length: 200 }, (_, index) => run(server, `node-${index}`));
    const keys: (string | undefined)[] = [];
    await new Promise<void>((resolve) => {
      for (const each of runs) void each.then(({ branch }) => keys.push(branch?.key) === 190 && resolve());
    });
    context.diagnostic(`${round} round: 190 were told after ${(performance.now() - started).toFixed(0)} ms`);
    assert.deepEqual([...new Set(keys)], ['max-connection'], 'nobody was answered yet');
    while (arrivals.length < 10) {
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
    }
    assert.equal(origin.connections(), 10);
    for (const answer of arrivals.splice(0)) answer();
    const results = await Promise.all(runs);
    assert.equal(results.filter(({ branch }) => branch?.key === '200').length, 10);
    await origin.drained();
  }
});

test('1,000 runs in a row leave memory flat, no connection and one file', async (context) => {
  await using origin = await startShortAndLongAnswers();
  const { server, bodies } = await startWithStorage(context);
  await server.open('a.flow.json', flowText({ url: origin.origin, endpoint: { baseElement: '$.items' } }));
  await server.open('b.flow.json', flowText({ url: `${origin.origin}/long`, flow: { name: 'long' } }));
  const runTimes = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index++) {
      const uri = server.uri(index % 20 === 0 ? 'b.flow.json' : 'a.flow.json');
      await server.connection.sendRequest(protocol.runNode, { uri, node: 'get-order' });
    }
    return residentMemory(server.process.pid);
  };
  const early = await runTimes(200);
  const late = await runTimes(800);
  context.diagnostic(`${early.toFixed(1)} MiB after 200 runs, ${late.toFixed(1)} MiB after 1,000`);
  // With what V8 has not collected yet; `test/run/load.test.ts` counts what is left after that.
  assert.ok(late - early < 64, `${early} MiB after 200 runs, ${late} MiB after 1,000`);
  await origin.drained();
  assert.equal(bodies(), 1);
});
