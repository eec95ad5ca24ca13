import assert from 'node:assert/strict';
import { clickLens, runCommand, waitForText } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { decline, lensWith, lineWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a key typed in a header value shows the mismatch, and a run then asks first', async (version) => {
  await using server = await startAnsweringServer('200 OK');
  const files = {
    'small.flow.json': flowText({
      url: server.origin,
      endpoint: { headers: { Accept: 'text/html' } },
      node: { headers: { accept: 'text/html' } },
    }),
  };
  await withSharedWindow(version, files, async (page) => {
    const squiggles = page.locator('.editor-instance .squiggly-error');
    await lensWith(page, /\bRun$/).waitFor();
    await lineWith(page, /"accept"/).click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('x');
    await squiggles.waitFor();
    await page.keyboard.press('Backspace');
    await squiggles.waitFor({ state: 'detached' });
    await page.keyboard.type('x');
    await squiggles.waitFor();
    await page.locator('.tab.active.dirty').waitFor();

    const question = page.locator('.quick-input-widget', { hasText: '1 error: the platform would refuse this' });
    await clickLens(page, /\bRun · 1 error$/);
    await question.waitFor();
    await decline(page, 'Nothing was sent: it has 1 error');
    assert.equal(server.connections(), 0);
    assert.deepEqual(server.heads, []);

    // Not by the lens, which is drawn again when a question is over: a click in that moment leads nowhere.
    await runCommand(page, 'Flow Lens: Run Node');
    await question.getByText('Run Anyway', { exact: true }).click();
    await waitForText(page, '→ done');
    assert.equal(server.heads.length, 1);
  });
});
