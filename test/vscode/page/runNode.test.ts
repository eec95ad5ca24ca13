import assert from 'node:assert/strict';
import { clickLens, waitForTextsAfter } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { lensWith, lineWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a click on the lens runs the node, and its line says where the flow goes', async (version) => {
  await using server = await startAnsweringServer('404 Not Found', '{"error":"no such order"}', 'application/json');
  const files = { 'small.flow.json': flowText({ url: server.origin }) };
  await withSharedWindow(version, files, async (page) => {
    await clickLens(page, /\bRun$/);
    await waitForTextsAfter(page, /"404"/, [/^✓ 404 Not Found · [\d.]+ ms → not-found$/]);
    await lensWith(page, /\bRun · 404 → not-found$/).waitFor();
    assert.equal(server.heads.length, 1);
    // In a narrow editor it would lie over the end of the line.
    await page.waitForFunction(`getComputedStyle(document.querySelector('.editor-instance .minimap')).opacity === '0'`);

    await lineWith(page, /"404"/).getByText('404').hover();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'status 404 has its own result' });
    await hover.getByRole('link', { name: 'Open Response' }).click();
    const response = page.locator('.editor-instance .view-line', { hasText: '"error": "no such order"' });
    await response.waitFor();
    assert.equal(await page.locator('.editor-group-container').count(), 2);
    await page.locator('.editor-group-container.active .tab.active[data-resource-name="small.flow.json"]').waitFor();

    await response.click();
    await page.keyboard.type('x');
    await page.locator('.monaco-editor-overlaymessage', { hasText: 'Cannot edit in read-only editor' }).waitFor();
  });
});
