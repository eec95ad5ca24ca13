import assert from 'node:assert/strict';
import { runCommand, waitForTextsAfter } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startSilentServer } from '../../support/httpServers';
import { lensWith, lineWith, notificationWith, testInBoth, withFlowWindow } from '../flowWindow';

testInBoth('the lens of a run that gets no answer cancels it', async (version) => {
  await using server = await startSilentServer();
  const files = { 'small.flow.json': flowText({ url: server.origin }) };
  await withFlowWindow(version, { files }, async (page) => {
    await lensWith(page, /\bRun$/).click();
    await server.arrival;
    await waitForTextsAfter(page, /"get-order":/, ['running…']);

    await lineWith(page, /"get-order":/).click();
    await runCommand(page, 'Flow Lens: Run Node');
    await notificationWith(page, 'The node "get-order" is running already').waitFor();
    assert.equal(server.heads.length, 1);

    await lensWith(page, /\bCancel$/).click();
    await server.drained();
    await lensWith(page, /\bRun$/).waitFor();
    await waitForTextsAfter(page, /"get-order":/, []);
  });
});
