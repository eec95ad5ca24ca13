import type { Page } from 'playwright-core';
import { runCommand } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { lensWith, lineWith, notificationWith, testInCurrent } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

/** Opens a file that was not there when the window was opened: quick open may not know it yet. */
async function openCreated(page: Page, name: string): Promise<void> {
  await runCommand(page, 'View: Show Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
}

testInCurrent('a curl command in the clipboard becomes a node, its secret in the private file', async (version) => {
  const files = { 'small.flow.json': flowText({}), 'http-client.env.json': '{ "dev": {} }\n' };
  await withSharedWindow(version, files, async (page) => {
    const copy = (command: string) => page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(command)})`);
    await copy(`curl -L https://api.example.com/refunds -H 'Authorization: Bearer 0123456789abcdef'`);
    await lineWith(page, /"404"/).click();
    await runCommand(page, 'Flow Lens: Paste cURL as API Integration Node');
    await notificationWith(page, '"get-refunds" was added').getByText('Redirects are not followed').waitFor();
    await lineWith(page, /"get-refunds":\s\{/).waitFor();
    await lensWith(page, /\bRun\b/)
      .nth(1)
      .waitFor();

    // Pasted as any text, where one stands in no string.
    await copy('curl https://api.example.com/payments');
    await lineWith(page, /"get-refunds":\s\{/).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Control+V');
    await notificationWith(page, '"get-payments" was added').waitFor();
    await lineWith(page, /"get-payments":\s\{/).waitFor();

    await openCreated(page, 'http-client.private.env.json');
    await lineWith(page, /"REFUNDS_KEY":\s"0123456789abcdef"/).waitFor();
  });
});

testInCurrent(
  'operations of an OpenAPI description become endpoints, and nodes with their statuses',
  async (version) => {
    const description = {
      openapi: '3.1.0',
      info: { title: 'Parcels' },
      servers: [{ url: 'https://parcels.example.com/v1' }],
      paths: {
        '/parcels/{id}': {
          get: { operationId: 'getParcel', summary: 'One parcel', responses: { 200: {}, 404: {}, 410: {} } },
        },
        '/parcels': { post: { operationId: 'sendParcel', responses: { 201: {} } }, patch: {} },
      },
    };
    const files = { 'small.flow.json': flowText({}), 'parcels.json': JSON.stringify(description) };
    await withSharedWindow(version, files, async (page) => {
      const question = (title: string) => page.locator('.quick-input-widget', { hasText: title });
      await lineWith(page, /"404"/).click();
      await runCommand(page, 'Flow Lens: Add Endpoints from OpenAPI…');
      const dialog = question('Add Endpoints from OpenAPI');
      await dialog.waitFor();
      await dialog.locator('.monaco-list-row', { hasText: 'parcels.json' }).click();
      await question('2 operations (1 with methods that the platform does not send are left out)').waitFor();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'GET /parcels/{id}' }).click();
      await page.keyboard.press('Enter');
      await question('What to add').waitFor();
      await page.keyboard.press('Enter');
      await notificationWith(page, '"call-getParcel" was added').waitFor();
      await lineWith(page, /"results":\s\{\s"200":.*"404":.*"410":/).waitFor();
      await openCreated(page, 'http-client.env.json');
      await lineWith(page, /"https:\/\/parcels\.example\.com\/v1"/).waitFor();
    });
  },
);
