import assert from 'node:assert/strict';
import { clickLens, waitForText } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { notificationWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth(
  'of several environments none is used before a person picks one, and again once the pick is taken back',
  async (version) => {
    await using server = await startAnsweringServer('200 OK');
    const files = {
      'small.flow.json': flowText({ url: `${server.origin}/{{stage}}` }),
      'http-client.env.json': '{ "dev": { "stage": "d" }, "test": { "stage": "t" } }\n',
    };
    await withSharedWindow(version, files, async (page) => {
      const status = (name: string) => page.locator('.statusbar').getByRole('button', { name });
      await status('Runs use no environment').waitFor();
      await clickLens(page, /\bRun$/);
      await notificationWith(page, '{{stage}} has no value (no environment is chosen)').waitFor();
      assert.equal(server.connections(), 0);

      await status('Runs use no environment').click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'test' }).click();
      await status('Runs use the environment "test"').waitFor();
      await clickLens(page, /\bRun$/);
      await waitForText(page, '→ done');
      assert.equal(server.heads.length, 1);
      assert.match(server.heads[0] ?? '', /^GET \/t HTTP/);

      await status('Runs use the environment "test"').click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Automatic' }).click();
      await status('Runs use no environment').waitFor();
    });
  },
);
