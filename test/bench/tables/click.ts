import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { Client, request } from 'undici';
import * as protocol from '../../../server/src/protocol';
import { createEvaluator } from '../../../server/src/run/evaluation';
import { runNode } from '../../../server/src/run/runNode';
import { flowText } from '../../support/flows';
import { startLanguageServer } from '../../support/languageServer';
import { flowLens } from '../../support/liveRun';
import { portsWith, requestOf } from '../../support/runRequest';
import { toAmount, toSpreadText, toTable } from '../markdown';
import { loadPeer } from '../peers';
import { spreadOf } from '../spread';
import type { Table } from '../table';
import { type Contestant, takeTurns } from '../takeTurns';

const floor = '`undici.request`, a connection of its own';

/** From the click to the branch, against the bare request. */
export const click: Table = {
  name: 'click',
  title: 'Click to branch: milliseconds for a GET on loopback',
  about:
    'The same request and a small JSON answer, in turns. The engine plans, sends over a connection of its own, evaluates the answer in its worker, picks the branch and hides ' +
    'secrets; over the protocol, the message there and the result back come on top. Medians, with the quartiles in brackets. What each takes more than ' +
    'undici with a connection of its own, at the median, is the last column.',
  async measure({ say }) {
    say('a server and a worker start');
    const origin = await startOrigin();
    const evaluator = createEvaluator(resolve('dist', 'worker.js'));
    const server = await startLanguageServer({ capabilities: flowLens, initializationOptions: { trusted: true } });
    try {
      await server.open('a.flow.json', flowText({ url: origin.url }));
      // Read already, as a flow is that somebody has open.
      const node = requestOf({ url: origin.url });
      const ports = portsWith({ evaluator });
      const contestants: readonly Contestant[] = [
        { name: '`undici.request`, connections kept', run: async () => (await request(origin.url)).body.text() },
        { name: floor, run: () => requestOnce(origin.url) },
        { name: 'Flow Lens, the engine', run: () => runNode(node, ports) },
        {
          name: 'Flow Lens, over the protocol',
          run: () =>
            server.connection.sendRequest(protocol.runNode, { uri: server.uri('a.flow.json'), node: 'get-order' }),
        },
        { name: 'httpyac, `send`', run: await createHttpyac(origin.url) },
      ];
      say('300 turns');
      return toRows(await takeTurns(contestants, { turns: 300, seconds: 40, warmUp: 20 }));
    } finally {
      await server.stop();
      await evaluator.dispose();
      origin.close();
    }
  },
};

function toRows(times: ReadonlyMap<string, readonly number[]>): string {
  const least = spreadOf(times.get(floor) ?? []).median;
  const rows = [...times].map(([name, all]) => {
    const spread = spreadOf(all);
    return [name, toSpreadText(spread), toAmount(spread.p95), name === floor ? '' : toAmount(spread.median - least)];
  });
  return toTable(['what', 'ms', 'p95', 'more than undici'], rows);
}

async function startOrigin(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'application/json').end('{"order":{"id":"A-1001","status":"sent"}}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`, close };
}

async function requestOnce(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  const client = new Client(origin);
  await (await client.request({ method: 'GET', path: pathname })).body.text();
  await client.close();
}

interface Httpyac {
  readonly cli: { initIOProvider(): void };
  readonly store: {
    readonly HttpFileStore: new () => {
      getOrCreate(name: string, text: () => Promise<string>, version: number, options: object): Promise<HttpFile>;
    };
  };
  send(context: { httpFile: HttpFile; httpRegion: unknown }): Promise<boolean>;
}
interface HttpFile {
  readonly httpRegions: readonly unknown[];
}

/** Parses the request once, and sends it each time, as its extension does for a click. */
async function createHttpyac(url: string): Promise<() => Promise<boolean>> {
  const { cli, send, store } = loadPeer<Httpyac>('httpyac');
  cli.initIOProvider();
  const file = join(process.cwd(), 'bench.http');
  const options = { workingDir: process.cwd() };
  const httpFile = await new store.HttpFileStore().getOrCreate(file, async () => `GET ${url}\n`, 0, options);
  return () => send({ httpFile, httpRegion: httpFile.httpRegions[0] });
}
