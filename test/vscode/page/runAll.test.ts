import assert from 'node:assert/strict';
import { runCommand } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startSilentServer } from '../../support/httpServers';
import { lineWith, notificationWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth(
  'a cancel of all runs stops the one under way and those to come, and one message sums up',
  async (version) => {
    await using server = await startSilentServer();
    const flow = JSON.parse(flowText({ url: server.origin }));
    const first = flow.nodes['get-order'];
    flow.nodes = { 'get-order': first, 'get-again': structuredClone(first), ...flow.nodes };
    first.results['200'] = 'get-again';
    await withSharedWindow(version, { 'all.flow.json': JSON.stringify(flow, null, 2) }, async (page) => {
      await runCommand(page, 'Flow Lens: Run All Nodes in File');
      await server.arrival;
      await notificationWith(page, 'Running all nodes of all.flow.json: get-order (1 of 2)').waitFor();
      const toast = page.locator('.notification-toast');
      await toast.getByRole('button', { name: 'Cancel', exact: true }).click();
      await server.drained();
      await notificationWith(page, '2 nodes: 1 cancelled, 1 not run').waitFor();
      assert.equal(await toast.count(), 1);
      await toast.getByRole('button', { name: 'Show List' }).click();
      await lineWith(page, /get-again\s+–\snot\srun/).waitFor();
      assert.equal(server.heads.length, 1);
    });
  },
);
