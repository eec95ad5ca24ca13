import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { packageExtension } from '../../../scripts/packageExtension.mjs';
import { clickLens, waitForTextsAfter } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { testInBoth, withFlowWindow } from '../flowWindow';

describe('the extension as it is published', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flow-lens-package-'));
  const made = process.env.FLOW_LENS_PACKAGE;
  const extension = made ?? join(folder, 'flow-lens.vsix');
  before(() => made ?? packageExtension(extension));
  after(() => rmSync(folder, { recursive: true, force: true }));

  testInBoth('is installed from its package, finds a fault and shows the branch of a run', async (version) => {
    await using server = await startAnsweringServer('404 Not Found', '{"error":"no such order"}', 'application/json');
    const files = { 'small.flow.json': flowText({ url: server.origin, endpoint: { timeuot: 5000 } }) };
    await withFlowWindow(version, { files, extension }, async (page) => {
      await page.locator('.editor-instance .squiggly-warning').waitFor();
      await clickLens(page, /\bRun\b/);
      await waitForTextsAfter(page, /"404"/, [/^✓ 404 Not Found · [\d.]+ ms → not-found$/]);
      assert.equal(server.heads.length, 1);
    });
  });
});
