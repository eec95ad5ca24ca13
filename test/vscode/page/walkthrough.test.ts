import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { runCommand, waitForCommand, waitForTextsAfter } from '../../../scripts/vscode/workbench.mjs';
import { lensWith, lineWith, testInBoth, withWindow } from '../flowWindow';

testInBoth('the buttons of the walkthrough lead from an empty window to a run with a secret', async (version) => {
  const settings = { 'files.autoSave': 'off' };
  await withWindow({ version, extension: resolve('.'), trust: false, settings }, async ({ page }) => {
    await waitForCommand(page, 'Flow Lens: Open Walkthrough');
    await runCommand(page, 'Flow Lens: Open Walkthrough');
    await press(page, 'Open the example', 'Open the Example');
    await page.locator('.tab.active[data-resource-name="order-status.flow.json"]').waitFor();
    await done(page, 'Open the example').waitFor();

    await showMend(page, 'Add "max-connection"');
    await page.keyboard.press('Enter');
    await lineWith(page, /"max-connection":\s"sorry"/).waitFor();
    await done(page, 'See a finding and mend it').waitFor();

    await press(page, 'Choose an environment', 'Select Environment');
    await choose(page, 'dev');
    await done(page, 'Choose an environment').waitFor();

    await press(page, 'Run the node', 'Start the API and Run');
    await waitForTextsAfter(page, /"401"/, [/^✓ 401 Unauthorized · .* → hand-over$/]);
    await done(page, 'Run the node').waitFor();

    await press(page, 'Read the branch', 'Show What Happened');
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'status 401 has its own result' }).waitFor();
    await done(page, 'Read the branch').waitFor();

    await press(page, 'Set a secret', 'Set the Secret ORDERS_KEY');
    await choose(page, 'dev');
    await page.locator('.quick-input-widget', { hasText: 'The value of {{ORDERS_KEY}} in "dev"' }).waitFor();
    await page.keyboard.type('demo-orders-key');
    await page.keyboard.press('Enter');
    await done(page, 'Set a secret').waitFor();
    await step(page, 'Set a secret').getByText('Run again').click();
    await waitForTextsAfter(page, /"200"/, [/^✓ 200 OK · .* → show-order$/]);
    await lensWith(page, /\bRun · 200 → show-order$/).waitFor();
  });
});

/** Presses a button of a step. The step that was done may have closed by then, or the next one opened. */
async function press(page: Page, title: string, label: string): Promise<void> {
  const button = step(page, title).getByRole('button', { name: label });
  if (!(await button.isVisible())) await step(page, title).click();
  await button.click();
}

/** Presses until the menu of mends is there, as in `openActions`: it closes where something else takes the focus just then. */
async function showMend(page: Page, title: string): Promise<void> {
  const mend = page.locator('.action-widget').getByText(title);
  for (let tries = 0; tries < 6 && !(await mend.isVisible()); tries++) {
    await press(page, 'See a finding and mend it', 'Show the Finding');
    await mend.waitFor({ timeout: 10_000 }).catch(() => undefined);
  }
  await mend.waitFor();
}

function step(page: Page, title: string): Locator {
  return page.locator('.getting-started-step', { has: page.getByRole('heading', { name: title, exact: true }) });
}

/** The tick of a step that is done. */
function done(page: Page, title: string): Locator {
  return step(page, title).locator('.codicon-getting-started-step-checked.complete');
}

async function choose(page: Page, label: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}
