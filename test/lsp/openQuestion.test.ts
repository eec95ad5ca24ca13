import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { listen, run, signal, start } from '../support/liveRun';

const posting = (url: string) => flowText({ url, endpoint: { method: 'POST' } });

test('while a question is open the node says so, and after the answer that it runs', async (context) => {
  const phases: (string | undefined)[] = [];
  const asking = signal();
  const goesOn = signal();
  const { url } = await listen(context, (_request, response) => void goesOn.promise.then(() => response.end()));
  const server = await start(context, {
    prepare: (connection) => {
      connection.onRequest<boolean, void>(protocol.consent, async () => {
        await asking.promise;
        return true;
      });
      connection.onNotification(protocol.runState, ({ nodes }: protocol.RunStateParams) => {
        const phase = nodes[0]?.phase;
        if (phase === phases.at(-1)) return;
        phases.push(phase);
        if (phase === 'asking') asking.resolve();
        if (phase === 'running' && phases.length > 1) goesOn.resolve();
      });
    },
  });
  await server.open('a.flow.json', posting(url));
  await run(server);
  assert.deepEqual(phases, ['running', 'asking', 'running', 'finished']);
});

test('a yes that the client remembers is no question to anybody', async (context) => {
  const phases = new Set<string | undefined>();
  const { url } = await listen(context, (_request, response) => response.end());
  const server = await start(context, {
    prepare: (connection) => {
      connection.onRequest(protocol.consent, () => true);
      connection.onNotification(protocol.runState, ({ nodes }: protocol.RunStateParams) => {
        phases.add(nodes[0]?.phase);
      });
    },
  });
  await server.open('a.flow.json', posting(url));
  await run(server);
  assert.deepEqual([...phases], ['running', 'finished']);
});

test('a refusal says whether it was the no of a person', async (context) => {
  const server = await start(context, { prepare: (connection) => connection.onRequest(protocol.consent, () => false) });
  await server.open('a.flow.json', posting('http://127.0.0.1:9'));
  const declined = { data: { missing: [], declined: true } };
  await assert.rejects(run(server), declined);
  await server.change('a.flow.json', 2, posting('{{ordersApi}}'));
  const missing = { data: { missing: ['{{ordersApi}}'] } };
  await assert.rejects(run(server), missing);
});
