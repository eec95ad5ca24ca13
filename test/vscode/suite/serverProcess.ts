import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { startFaultServer } from '../../support/faultServer';
import { killServerProcess } from '../../support/serverProcess';
import { findingsOf } from '../findings';
import { type Flow, withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { waitFor } from '../until';
import { drawnLabel, textFor } from './branchLine';

export const serverProcess: Suite = {
  name: 'the server process',
  tests: {
    'killed during a run, it is started again: no spinner is left, findings come back, and the next run works':
      async () => {
        let arrive = (): void => undefined;
        const arrival = new Promise<void>((resolve) => {
          arrive = resolve;
        });
        await using server = await startFaultServer({
          onRequest: (socket) => (server.heads.length === 1 ? arrive() : socket.end('HTTP/1.1 404 Not Found\r\n\r\n')),
        });
        // A name of its own: VS Code keeps documents that were closed, and opens them for the new process as well.
        const text = textFor(server.origin, { flow: { name: 'killed' } });
        await withFlow('killed.flow.json', text, async (flow) => {
          const run = flow.run();
          await waitFor('the request', arrival);
          await flow.drawn('a spinner', ({ running }) => running.length === 1);
          killServerProcess();
          await run;
          await waitFor('the end of the connection', server.drained());
          const after = await flow.drawn('no spinner', ({ running }) => running.length === 0);
          assert.deepEqual(Object.values(after).flat(), []);
          await expectFindings(flow);
          await flow.run();
          await drawnLabel(flow, /^✓ 404 Not Found · .* → not-found$/);
          assert.equal(server.heads.length, 2);
        });
      },

    'killed while it is asked for more, it is started again as well': async () => {
      const text = textFor('http://127.0.0.1:9', { flow: { name: 'asked' } });
      await withFlow('asked.flow.json', text, async (flow) => {
        killServerProcess();
        // All of it is written before this process can hear of the end, and none of it can be.
        const asked = Array.from({ length: 6 }, () =>
          commands.executeCommand('flowLens.copyAsCurl', flow.uri.toString(), 'get-order'),
        );
        await waitFor('the answers', Promise.all(asked));
        await expectFindings(flow);
      });
    },
  },
};

/** Expects that a finding comes and goes with what is typed now, of which only a new process can know. */
async function expectFindings(flow: Flow): Promise<void> {
  await flow.replace('"200": "done"', '"200": "nowhere"');
  const found = await findingsOf(flow.uri, 'a finding about "nowhere"', (all) =>
    all.find(({ message }) => message.includes('nowhere')),
  );
  assert.equal(flow.document.getText(found.range), '"nowhere"');
  await flow.replace('"200": "nowhere"', '"200": "done"');
  await findingsOf(flow.uri, 'no finding', (all) => all.length === 0 || undefined);
}
