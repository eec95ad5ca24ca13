import { flowText } from '../../support/flows';
import { lineWith, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a placeholder is closed as it is typed, and hints stand beside the text', async (version) => {
  const endpoint = { headers: { Accept: 'text/plain' } };
  await withSharedWindow(version, { 'small.flow.json': flowText({ endpoint }) }, async (page) => {
    // Hints are part of the line as it is drawn.
    await lineWith(page, /"404":\s*Not\sFound\s*"not-found"/).waitFor();
    await lineWith(page, /"endpoint":\s"orders",\s*\+\sAccept:\stext\/plain/).waitFor();

    await lineWith(page, /"Accept":/).click();
    await page.keyboard.press('End');
    // Before the closing quote.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(' [[');
    await lineWith(page, /"text\/plain\s\[\[\]\]"/).waitFor();
    await page.keyboard.type('a]] {{');
    await lineWith(page, /"text\/plain\s\[\[a\]\]\s\{\{\}\}"/).waitFor();
    await page.keyboard.type('b}}!');
    await lineWith(page, /"text\/plain\s\[\[a\]\]\s\{\{b\}\}!"/).waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('End');
    await page.keyboard.type(', "x-list": [[1');
    await lineWith(page, /"x-list":\s\[\[1\]\]/).waitFor();
  });
});
