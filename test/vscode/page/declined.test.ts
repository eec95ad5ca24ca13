import assert from 'node:assert/strict';
import { clickLens, waitForTextsAfter } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { decline, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a node waits for the answer to its question, and a no is mentioned in the status bar', async (version) => {
  await using server = await startAnsweringServer('200 OK');
  const files = { 'small.flow.json': flowText({ url: server.origin, endpoint: { method: 'POST' } }) };
  await withSharedWindow(version, files, async (page) => {
    await clickLens(page, /\bRun$/);
    const question = page.locator('.quick-input-widget', { hasText: `Send POST to ${server.origin}?` });
    await question.waitFor();
    await waitForTextsAfter(page, /"get-order":/, ['waiting for your answer…']);

    await decline(page, `Nothing was sent: Send POST to ${server.origin}`);
    await waitForTextsAfter(page, /"get-order":/, []);
    assert.equal(await page.locator('.notification-toast').count(), 0);
    assert.equal(server.connections(), 0);
  });
});
