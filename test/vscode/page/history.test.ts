import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { clickLens, runCommand } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { lensWith, lineWith, testInCurrent, withFlowWindow } from '../flowWindow';

/** The part of the hover that is the branch line's, which names the reason; beside it stands what the status means. */
async function hoverBranch(page: Page): Promise<Locator> {
  await lineWith(page, /"404"/).getByText('404').hover();
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'status 404 has its own result' });
  await hover.getByRole('link', { name: 'Run Again' }).waitFor();
  return hover;
}

const entries = (page: Page, text: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: text });

testInCurrent(
  'runs are compared from the hover, found again in the history, and forgotten on request',
  async (version) => {
    await using server = await startAnsweringServer(['200 OK', '404 Not Found'], '{"orders":[]}', 'application/json');
    const files = { 'small.flow.json': flowText({ url: server.origin }) };
    await withFlowWindow(version, { files }, async (page) => {
      await clickLens(page, /\bRun$/);
      // Each run has a status of its own: what is drawn tells which of them is over.
      await clickLens(page, /\bRun · 200 → done$/);
      await lensWith(page, /\bRun · 404 → not-found$/).waitFor();
      const hover = await hoverBranch(page);
      const links = await hover.getByRole('link').allInnerTexts();
      assert.deepEqual(links, ['Open Response', 'Compare with Previous', 'Copy as cURL', 'Run Again']);
      await hover.getByRole('link', { name: 'Compare with Previous' }).click();
      await page.locator('.tab', { hasText: /^get-order: [\d:]+ ↔ [\d:]+$/ }).waitFor();
      await page.locator('.editor-group-container.active .tab.active[data-resource-name="small.flow.json"]').waitFor();

      await runCommand(page, 'Flow Lens: Show Run History');
      for (const answer of ['✓ 200 OK', '✓ 404 Not Found']) await entries(page, answer).waitFor();
      await page.keyboard.type('get-order');
      await page.keyboard.press('Enter');
      await page.locator('.tab', { hasText: /^get-order \d{4}-\d\d-\d\d/ }).waitFor();
      await page.locator('.editor-instance .view-line', { hasText: '// HTTP/1.1 404 Not Found' }).waitFor();

      await runCommand(page, 'Flow Lens: Clear Run History');
      await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Clear', exact: true }).click();
      await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
      await page.keyboard.press('F1');
      await page.keyboard.type('Flow Lens: Run');
      await entries(page, 'Flow Lens: Run Node').waitFor();
      assert.equal(await entries(page, 'Run History').count(), 0);
    });
  },
);
