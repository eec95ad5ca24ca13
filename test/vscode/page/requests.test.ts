import { runCommand } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { lineWith, notificationWith, testInBoth, withFlowWindow } from '../flowWindow';

testInBoth('a curl command from the clipboard becomes a node whose secret stands in no flow', async (version) => {
  const files = { 'small.flow.json': flowText({}), 'http-client.env.json': '{ "dev": {} }\n' };
  await withFlowWindow(version, { files }, async (page) => {
    await lineWith(page, /"404"/).click();
    // What is cut in the editor is in the clipboard, whatever the browser allows.
    await page.keyboard.press('End');
    await page.keyboard.insertText(`curl https://api.example.com/refunds -H 'Authorization: Bearer 0123456789abcdef' -L`);
    await lineWith(page, /0123456789abcdef/).waitFor();
    await page.keyboard.press('Control+Home');
  });
});
