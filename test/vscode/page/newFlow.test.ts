import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand, waitForCommand } from '../../../scripts/vscode/workbench.mjs';
import { withFolder } from '../../support/project';
import { lineWith, testInCurrent, withWindow } from '../flowWindow';

testInCurrent('a new flow begins with a template, in a window without a folder', (version) =>
  withFolder((folder) =>
    withWindow({ version, extension: resolve('.'), settings: { 'files.autoSave': 'off' } }, async ({ page }) => {
      await waitForCommand(page, 'Flow Lens: New Flow Definition');
      await runCommand(page, 'Flow Lens: New Flow Definition');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'API flow' }).first().click();
      const dialog = page.locator('.quick-input-widget', { hasText: 'New Flow Definition' });
      await dialog.locator('.monaco-list-row', { hasText: '..' }).waitFor();
      await dialog.locator('input.input').fill(join(folder, 'coffee.flow.json'));
      // Nothing but the way up is listed of an empty folder: then the dialog has read it.
      await page.waitForFunction('document.querySelectorAll(".quick-input-list .monaco-list-row").length === 1');
      await page.keyboard.press('Enter');
      await page.locator('.tab.active[data-resource-name="coffee.flow.json"]').waitFor();
      await lineWith(page, /"name":\s"coffee"/).waitFor();
      await page.locator('.statusbar').getByRole('button', { name: 'No Problems' }).waitFor();
      await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      const { name, start } = JSON.parse(readFileSync(join(folder, 'coffee.flow.json'), 'utf8'));
      assert.deepEqual({ name, start }, { name: 'coffee', start: 'get-orders' });
    }),
  ),
);
