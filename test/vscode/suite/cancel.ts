import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { flowText } from '../../support/flows';
import { startAnsweringServer, startSilentServer } from '../../support/httpServers';
import { withFlow } from '../flow';
import type { Suite } from '../runSuites';
import { waitFor } from '../until';

const fileName = 'cancel.flow.json';
const textFor = (url: string) => flowText({ url, flow: { name: 'cancel' } });

export const cancel: Suite = {
  name: 'cancel',
  tests: {
    'Cancel closes the connection, and neither a mark nor the spinner is left': async () => {
      await using server = await startSilentServer();
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        const run = flow.run();
        await waitFor('the request', server.arrival);
        const during = await flow.drawn('a spinner', ({ running }) => running.length === 1);
        const [spinner] = during.running;
        assert.match(flow.document.lineAt(spinner?.range.start.line ?? 0).text, /"get-order": \{$/);
        await commands.executeCommand('flowLens.cancelRun');
        await waitFor('the end of the connection', server.drained());
        await run;
        const after = await flow.drawn('no spinner', ({ running }) => running.length === 0);
        assert.deepEqual(Object.values(after).flat(), []);
      });
    },

    'a second run of a node that is under way is refused': async () => {
      await using server = await startSilentServer();
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        const run = flow.run();
        await waitFor('the request', server.arrival);
        await flow.run();
        await commands.executeCommand('flowLens.cancelRun', flow.uri.toString(), 'get-order');
        await run;
        assert.equal(server.heads.length, 1);
      });
    },

    'a late Cancel does nothing': async () => {
      await using server = await startAnsweringServer('200 OK');
      await withFlow(fileName, textFor(server.origin), async (flow) => {
        await flow.run();
        const before = await flow.drawn('a label', ({ label }) => label.length === 1);
        await commands.executeCommand('flowLens.cancelRun', flow.uri.toString(), 'get-order');
        await commands.executeCommand('flowLens.cancelRun');
        assert.equal(await flow.drawn('anything', () => true), before);
        await flow.run();
        assert.equal(server.heads.length, 2);
      });
    },
  },
};
