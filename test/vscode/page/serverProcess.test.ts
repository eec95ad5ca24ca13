import { clickLens, waitForTextsAfter } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startSilentServer } from '../../support/httpServers';
import { killServerProcess } from '../../support/serverProcess';
import { lensWith, notificationWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a language server that is killed during a run is missed, and comes back by itself', async (version) => {
  await using server = await startSilentServer();
  const files = { 'small.flow.json': flowText({ url: server.origin }) };
  await withSharedWindow(version, files, async (page) => {
    await clickLens(page, /\bRun\b/);
    await server.arrival;
    await waitForTextsAfter(page, /"get-order":/, ['running…']);
    killServerProcess();
    await notificationWith(page, 'The run of "get-order" ended with the language server').waitFor();
    await notificationWith(page, 'The language server ended unexpectedly and was started again').waitFor();
    await lensWith(page, /\bRun\b/).waitFor();
    await waitForTextsAfter(page, /"get-order":/, []);
    await server.drained();
  });
});
