import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { editorText, runCommand } from '../../../scripts/vscode/workbench.mjs';
import { startFaultServer } from '../../support/faultServer';
import { flowText } from '../../support/flows';
import { decline, lensWith, lineWith, notificationWith, testInBoth, withFlowWindow } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

/*
 * The folder is trusted, and everything in it is written by anybody: its settings, and the words that come to be shown.
 */

const question = (page: Page, title: string): Locator => page.locator('.quick-input-widget', { hasText: title });
const row = (page: Page, text: string): Locator =>
  page.locator('.quick-input-list .monaco-list-row', { hasText: text });

/** Picks an environment by the item in the status bar. */
async function pick(page: Page, environment: string): Promise<void> {
  await page.locator('.statusbar').getByRole('button', { name: 'Runs use' }).click();
  await row(page, environment).click();
  await page
    .locator('.statusbar')
    .getByRole('button', { name: `Runs use the environment "${environment}"` })
    .waitFor();
}

testInBoth(
  'the settings of a repository show no secret, pick no environment and answer no question',
  async (version) => {
    const secret = 'the-key-of-the-person';
    await using server = await startFaultServer({
      onRequest: (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${secret.length}\r\n\r\n${secret}`),
    });
    const settings = {
      'flowLens.run.revealSecrets': true,
      'flowLens.run.confirmEnvironments': [],
      'flowLens.environment': 'production',
      'flowLens.history.enabled': false,
      'flowLens.trace.server': 'messages',
    };
    const endpoint = { method: 'POST', headers: { 'X-Key': '{{KEY}}' } };
    const files = {
      'small.flow.json': flowText({ url: server.origin, endpoint }),
      'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret }, production: { KEY: secret } }),
      '.gitignore': 'http-client.private.env.json\n',
      '.vscode/settings.json': JSON.stringify(settings),
    };
    await withFlowWindow(version, { files }, async (page) => {
      // Not by the lens, which is drawn again while a question is open.
      const run = () => runCommand(page, 'Flow Lens: Run Node');
      const answer = async (title: string, key: 'Enter' | 'Escape') => {
        await question(page, title).waitFor();
        await page.keyboard.press(key);
        await question(page, title).waitFor({ state: 'hidden' });
      };
      await lineWith(page, /"404"/).click();
      await run();
      await notificationWith(page, '{{KEY}} has no value (no environment is chosen)').waitFor();

      const inProduction = `Send POST to ${server.origin} in "production"?`;
      await pick(page, 'production');
      await run();
      await question(page, inProduction).waitFor();
      await decline(page, `Nothing was sent: Send POST to ${server.origin} in "production"`);
      assert.deepEqual(server.heads, []);
      await run();
      await answer(inProduction, 'Enter');
      await lensWith(page, /\bRun · 200 → done$/).waitFor();
      assert.equal(server.heads.length, 1);
      await run();
      await answer(inProduction, 'Escape');

      await runCommand(page, 'Flow Lens: Open Response');
      await lineWith(page, /^••••$/).waitFor();
      assert.doesNotMatch(await editorText(page), new RegExp(secret));
      await runCommand(page, 'Flow Lens: Show Run History');
      await row(page, '✓ 200 OK').waitFor();
      assert.equal(server.heads.length, 1);
    });
  },
);

const link = '[x](command:workbench.action.quit)';
const linkId = '[click](command:workbench.action.terminal.new)';
const iconId = '$(check) ok';
const shield = '$(shield)';

/** Two nodes: one that gets an answer, and one with a field that can't be sent. */
function wordyFlow(url: string): string {
  const node = {
    type: 'api-integration',
    responses: { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' },
  };
  const endpoint = { url, elementValidation: 'HTTP_RESPONSE_CODE' };
  const flow = {
    endpoints: { orders: endpoint, unsendable: { ...endpoint, headers: { [link]: '1' } } },
    start: linkId,
    nodes: {
      [linkId]: { ...node, endpoint: 'orders', results: { '200': iconId } },
      [iconId]: { ...node, endpoint: 'unsendable', results: { '201': 'end' } },
      end: { type: 'end' },
    },
  };
  return flowText({ flow });
}

/** The icons that the words would be, were they more than words. */
const icons = (within: Locator): Locator => within.locator('.codicon-shield, .codicon-check');

testInBoth('words of a file and of an answer become no link and no icon', async (version) => {
  await using server = await startFaultServer({
    onRequest: (socket) => {
      const fields = ['X-Ticks: ```', 'Content-Type: text/markdown', `Content-Length: ${link.length}`];
      socket.end([`HTTP/1.1 200 \`\`\` ${link} ${shield}`, ...fields, '', link].join('\r\n'));
    },
  });
  const files = {
    'small.flow.json': wordyFlow(server.origin),
    'http-client.env.json': JSON.stringify({ dev: {}, [shield]: {} }),
  };
  await withSharedWindow(version, files, async (page) => {
    const run = lensWith(page, /\bRun$/).first();
    await run.waitFor();
    await page.locator('.statusbar').getByRole('button', { name: 'Runs use' }).click();
    await row(page, shield).waitFor();
    assert.equal(await icons(row(page, shield)).count(), 0);
    await row(page, shield).click();
    const status = page.locator('.statusbar-item', { hasText: shield });
    await status.waitFor();
    assert.equal(await icons(status).count(), 0);

    await run.click();
    const done = lensWith(page, /\bRun · 200 → \$\(check\) ok$/);
    await done.waitFor();
    assert.equal(await icons(done).count(), 0);
    await lineWith(page, /"200"/).getByText('200').hover();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'status 200 has its own result' });
    await hover.getByText(link).waitFor();
    const links = await hover.locator('a').allInnerTexts();
    const explained = ['RFC 9110 §15.3.1', iconId];
    assert.deepEqual(links, [...explained, 'Open Response', 'Compare with Previous', 'Copy as cURL', 'Run Again']);
    assert.equal(await icons(hover).count(), 0);
    await hover.getByRole('link', { name: 'Open Response' }).click();
    const content = lineWith(page, /^\[x\]\(command:workbench\.action\.quit\)$/);
    await content.waitFor();
    assert.equal(await page.locator('.detected-link', { hasText: 'command:' }).count(), 0);

    await lineWith(page, /"version"/).click();
    await runCommand(page, 'Flow Lens: Run Node');
    await row(page, iconId).waitFor();
    assert.equal(await icons(row(page, iconId)).count(), 0);
    await row(page, iconId).click();
    await question(page, 'the platform would refuse this. Run anyway?').waitFor();
    const yes = row(page, 'Run Anyway');
    await yes.getByText(iconId).waitFor();
    assert.equal(await icons(yes).count(), 0);
    await yes.click();
    const toast = page.locator('.notification-toast', { hasText: 'holds characters that no HTTP field may have' });
    await toast.getByText(link.replace('](', '] (')).waitFor();
    assert.equal(await toast.locator('.notification-list-item-message a').count(), 0);
    assert.equal(await page.locator('.terminal-wrapper').count(), 0);

    await status.click();
    await row(page, 'Automatic').click();
    await page.locator('.statusbar').getByRole('button', { name: 'Runs use no environment' }).waitFor();
  });
});
