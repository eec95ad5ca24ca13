import assert from 'node:assert/strict';
import { editorText } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a flow opens through quick open', async (version) => {
  const files = { 'greeting.flow.json': flowText({ flow: { name: 'greeting' } }) };
  await withSharedWindow(version, files, async (page) => {
    assert.match(await editorText(page), /"name": "greeting"/);
    assert.equal(await page.getByRole('button', { name: 'Flow definition' }).count(), 1);
  });
});
