import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clickLens, runCommand, waitForText } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { withFolder } from '../../support/project';
import { lineWith, testInCurrent } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInCurrent('a long body with a secret is saved as it came, once the person has said yes', async (version) => {
  const secret = 'quite-a-secret';
  const content = `${'012345678\n'.repeat(150_000)}${secret}`;
  await using server = await startAnsweringServer('200 OK', content, 'text/csv');
  const files = {
    'small.flow.json': flowText({ url: `${server.origin}/orders` }),
    'http-client.env.json': '{ "dev": {} }',
    'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }),
  };
  await withFolder(async (folder) => {
    writeFileSync(join(folder, 'beside.txt'), '');
    await withSharedWindow(version, files, async (page) => {
      await clickLens(page, /\bRun$/);
      await waitForText(page, '→ done');
      await lineWith(page, /"404"/).click();
      await runCommand(page, 'Flow Lens: Open Response');
      const response = lineWith(page, /1\.4\sMiB\sreceived,\sthe\sbeginning\sshown/);
      await response.waitFor();
      // From the response too, which is no flow.
      await response.click();
      await runCommand(page, 'Flow Lens: Save Response Body');
      const question = page.locator('.monaco-dialog-box', { hasText: 'holds a secret. Save it all the same?' });
      await question.getByText('Save with Secret').click();
      const dialog = page.locator('.quick-input-widget', { hasText: 'Save Response Body' });
      await dialog.waitFor();
      const name = dialog.locator('input.input');
      // The dialog looks at the folder first.
      await page.waitForFunction(
        `/[\\\\/]orders\\.csv$/.test(document.querySelector('.quick-input-widget input.input').value)`,
      );
      await name.fill(join(folder, 'saved.csv'));
      await dialog.getByText('beside').waitFor();
      await name.press('Enter');
      await waitForText(page, 'The body was saved to');
    });
    assert.equal(readFileSync(join(folder, 'saved.csv'), 'utf8'), content);
  });
});
