import { flowText } from '../../support/flows';
import { lineWith, openActions, testInBoth } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

testInBoth('a finding is accepted with a reason that the person gives', async (version) => {
  const mismatch = { endpoint: { headers: { Accept: 'text/html' } }, node: { headers: { accept: 'text/plain' } } };
  await withSharedWindow(version, { 'small.flow.json': flowText(mismatch) }, async (page) => {
    const squiggles = page.locator('.editor-instance .squiggly-error');
    const question = page.locator('.quick-input-widget', { hasText: 'Suppress "header-mismatch" here' });
    const title = 'Suppress "header-mismatch" here with a reason…';
    const chosen = page.locator('.action-widget .monaco-list-row.focused', { hasText: title });
    const chooseToSuppress = async (): Promise<void> => {
      await openActions(page, /"accept"/, title);
      // Mends stand before it. A click would not do: older versions lay something over the menu.
      for (let mends = 0; mends < 8 && (await chosen.count()) === 0; mends++) await page.keyboard.press('ArrowDown');
      await chosen.waitFor();
      await page.keyboard.press('Enter');
      await question.waitFor();
    };
    // For a moment both what was found on disk and what is found in the editor may be drawn.
    await squiggles.first().waitFor();

    await chooseToSuppress();
    await page.keyboard.type(' ');
    await page.keyboard.press('Enter');
    await question.getByText('A suppression counts only with a reason').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });

    await chooseToSuppress();
    await page.keyboard.type('Their page is wrong');
    await page.keyboard.press('Enter');
    await lineWith(page, /"suppressions":.*"header-mismatch".*"Their\spage\sis\swrong"/).waitFor();
    await squiggles.waitFor({ state: 'detached' });
  });
});
