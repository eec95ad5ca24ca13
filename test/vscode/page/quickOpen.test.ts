import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { editorText, openFile } from '../../../scripts/vscode/workbench.mjs';
import { testInBoth, withWindow } from '../flowWindow';

testInBoth('a flow opens through quick open', (version) =>
  withWindow({ version, folder: resolve('test/vscode/workspace'), extension: resolve('.') }, async ({ page }) => {
    await openFile(page, 'greeting.flow.json');
    assert.match(await editorText(page), /"name": "greeting"/);
    assert.equal(await page.getByRole('button', { name: 'Flow definition' }).count(), 1);
  }),
);
