import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { clickLens, runCommand, waitForTextsAfter } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startSilentServer } from '../../support/httpServers';
import { lensWith, lineWith, notificationWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

/** How far below the top of its line the text of a line stands, in pixels. */
function findHeight(line: Locator): Promise<number> {
  return line.evaluate((element) => {
    const [first] = element.querySelectorAll('span > span');
    return (first?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top;
  });
}

testInBoth('the lens of a run that gets no answer cancels it', async (version) => {
  await using server = await startSilentServer();
  const files = { 'small.flow.json': flowText({ url: server.origin }) };
  await withSharedWindow(version, files, async (page) => {
    await lensWith(page, /\bRun$/).waitFor();
    const height = await findHeight(lineWith(page, /"get-order":/));
    await clickLens(page, /\bRun$/);
    await server.arrival;
    await waitForTextsAfter(page, /"get-order":/, ['running…']);
    assert.equal(await findHeight(lineWith(page, /"get-order":/)), height);

    await lineWith(page, /"get-order":/).click();
    await runCommand(page, 'Flow Lens: Run Node');
    await notificationWith(page, 'The node "get-order" is running already').waitFor();
    assert.equal(server.heads.length, 1);

    await clickLens(page, /\bCancel$/);
    await server.drained();
    await lensWith(page, /\bRun$/).waitFor();
    await waitForTextsAfter(page, /"get-order":/, []);
  });
});
