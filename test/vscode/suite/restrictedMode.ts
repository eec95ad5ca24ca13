import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { findingsOf } from '../findings';
import { withFlow } from '../flow';
import { activateFlowLens } from '../flowLens';
import type { Suite } from '../runSuites';

export const restrictedMode: Suite = {
  name: 'restricted mode',
  tests: {
    'the extension activates in a workspace that nobody has trusted': async () => {
      assert.equal(workspace.isTrusted, false);
      await activateFlowLens();
    },

    'flows are checked': () => {
      const text = flowText({ node: { endpoint: 'nowhere' }, flow: { name: 'restricted' } });
      return withFlow('restricted.flow.json', text, async ({ document, uri }) => {
        const found = await findingsOf(uri, 'a finding', ([first]) => first);
        assert.equal(found.source, 'flow-lens');
        assert.equal(document.getText(found.range), '"nowhere"');
      });
    },

    'nothing is sent, and the lens says why': async () => {
      await using server = await startAnsweringServer('200 OK');
      const text = flowText({ url: server.origin, flow: { name: 'restricted' } });
      await withFlow('restricted.flow.json', text, async (flow) => {
        const titles = async () => (await flow.lenses()).map(({ command }) => command?.title);
        assert.deepEqual(await titles(), [
          '$(shield)\u00a0Run is off: the workspace is not trusted',
          'Preview Request',
        ]);
        await flow.run();
        assert.equal(await commands.executeCommand('flowLens.runAllNodes'), undefined);
        // The server answers in order: a run would have been on its way before these titles.
        assert.deepEqual(await titles(), [
          '$(shield)\u00a0Run is off: the workspace is not trusted',
          'Preview Request',
        ]);
        assert.equal(server.connections(), 0);
        assert.deepEqual(server.heads, []);
      });
    },
  },
};
