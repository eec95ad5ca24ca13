import { clickLens, runCommand } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { lensWith, lineWith, notificationWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a secret that is missing is set, approved for an origin once, and asked about again', async (version) => {
  const files = {
    // Nobody answers there: what counts is what is asked before.
    'small.flow.json': flowText({
      url: 'https://orders.invalid',
      endpoint: { headers: { Authorization: 'Bearer {{ORDERS_KEY}}' } },
    }),
    'http-client.env.json': '{ "dev": {} }\n',
  };
  await withSharedWindow(version, files, async (page) => {
    const question = (title: string) => page.locator('.quick-input-widget', { hasText: title });
    const run = () => clickLens(page, /\bRun\b/);

    await run();
    await notificationWith(page, '{{ORDERS_KEY}} has no value').waitFor();
    await page.getByRole('button', { name: 'Set {{ORDERS_KEY}} as a Secret…' }).click();
    await question('Environment that the secret counts in').waitFor();
    await page.keyboard.press('Enter');
    await question('The value of {{ORDERS_KEY}} in "dev"').waitFor();
    await page.keyboard.type('kept by the system');
    await page.keyboard.press('Enter');
    await page.locator('.statusbar').getByText('{{ORDERS_KEY}} is kept in "dev"').waitFor();

    await run();
    await question('Send ORDERS_KEY to https://orders.invalid?').waitFor();
    await page.keyboard.press('Enter');
    await lensWith(page, /error → sorry/).waitFor();
    // An edit tells the second result from the first: only a run that asks nothing takes its mention away.
    await lineWith(page, /"404"/).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await lensWith(page, /before your edit/).waitFor();
    await run();
    await lensWith(page, /error → sorry$/).waitFor();

    await runCommand(page, 'Flow Lens: Manage Approved Origins');
    await question('ORDERS_KEY → https://orders.invalid').waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'ORDERS_KEY' }).click();
    await page.keyboard.press('Enter');
    await run();
    await question('Send ORDERS_KEY to https://orders.invalid?').waitFor();
    await page.keyboard.press('Escape');

    await runCommand(page, 'Flow Lens: Remove Secret');
    await question('Secrets to remove').waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'ORDERS_KEY' }).click();
    await page.keyboard.press('Enter');
    await run();
    await notificationWith(page, '{{ORDERS_KEY}} has no value').waitFor();
  });
});
