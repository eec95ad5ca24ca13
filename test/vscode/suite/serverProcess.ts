import assert from 'node:assert/strict';
import { languages } from 'vscode';
import { startFaultServer } from '../../support/faultServer';
import { killServerProcess } from '../../support/serverProcess';
import { withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { until } from '../until';
import { hasLabel, textFor } from './branchLine';

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
          await arrival;
          await flow.drawn(({ running }) => running.length === 1);
          killServerProcess();
          await run;
          await server.drained();
          const after = await flow.drawn(({ running }) => running.length === 0);
          assert.deepEqual(Object.values(after).flat(), []);

          // Only the new process can know of what is typed now.
          await flow.replace('"200": "done"', '"200": "nowhere"');
          const found = await until(languages.onDidChangeDiagnostics, () =>
            languages.getDiagnostics(flow.uri).find(({ message }) => message.includes('nowhere')),
          );
          assert.equal(flow.document.getText(found.range), '"nowhere"');
          await flow.replace('"200": "nowhere"', '"200": "done"');
          await until(
            languages.onDidChangeDiagnostics,
            () => languages.getDiagnostics(flow.uri).length === 0 || undefined,
          );
          await flow.run();
          await flow.drawn(hasLabel(/^✓ 404 Not Found · [\d.]+ ms → not-found$/));
          assert.equal(server.heads.length, 2);
        });
      },
  },
};
