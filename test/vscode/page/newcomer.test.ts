import type { Locator, Page } from 'playwright-core';
import { lineWith, testInCurrent, withFlowWindow } from '../flowWindow';

testInCurrent('a newcomer writes a clean flow from nothing, by completion alone', async (version) => {
  await withFlowWindow(version, { files: { 'coffee.flow.json': '' } }, async (page) => {
    await lineWith(page, /^$/).click();
    await problems(page, 'Errors: 1').waitFor();

    await page.keyboard.press('Control+Space');
    await accept(page, 'flow');
    await lineWith(page, /"name":\s"coffee",/).waitFor();
    await press(page, 'Tab', 'Tab');
    await page.keyboard.type('Which order?');

    await beginEntryBelow(page, /"name":/);
    await page.keyboard.type('endp');
    await accept(page, 'endpoints');
    await lineWith(page, /"elementValidation":\s"HTTP_RESPONSE_CODE"/).waitFor();

    await beginEntryBelow(page, /"Which\sorder\?"/);
    await page.keyboard.type('get-order');
    await accept(page, 'get-order (api-integration)');
    await lineWith(page, /"endpoint":\s"orders",/).waitFor();
    await press(page, 'Tab');
    await page.keyboard.type('en');
    await accept(page, 'end');
    // A choice that is taken leads on to the next; a name from the list of all does not.
    const next = page.locator('.statusbar').getByText(/^Ln 19,.* selected/);
    if (!(await comes(next))) await press(page, 'Tab');
    await next.waitFor();
    await page.keyboard.type('sorry');
    await lineWith(page, /"other":\s"sorry"/).waitFor();

    await beginEntryBelow(page, /"Which\sorder\?"/);
    await suggested(page, 'sorry').waitFor();
    await page.keyboard.type('sorry');
    await suggested(page, 'sorry (api-integration)').waitFor();
    await press(page, 'ArrowDown');
    await accept(page, 'sorry (text-display)');
    await page.keyboard.type('Please try again later.');
    await lineWith(page, /"Please\stry\sagain\slater\."/).waitFor();
    await press(page, 'Tab');
    // What was asked for while the text was typed may close the list that opens here; the next letter brings it back.
    await page
      .locator('.statusbar')
      .getByText(/ selected/)
      .waitFor();
    await page.keyboard.type('en');
    await accept(page, 'end');
    await lineWith(page, /"Please\stry\sagain\slater\.",\s"next":\s"end"/).waitFor();

    await lineWith(page, /"Which\sorder\?"/).click();
    await press(page, 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Control+ArrowLeft');
    await page.keyboard.press('Control+Space');
    await accept(page, 'get-order');
    await problems(page, 'No Problems').waitFor();
  });
});

/** Opens a line below the one with a text like this, and the quotes of a key. */
async function beginEntryBelow(page: Page, line: RegExp): Promise<void> {
  await lineWith(page, line).click();
  await press(page, 'End', 'Enter');
  await page.keyboard.type('"');
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Takes what the list of suggestions has in focus once that is this. One that a busy machine does not open is asked for. */
async function accept(page: Page, label: string): Promise<void> {
  if (!(await comes(suggested(page, label)))) await page.keyboard.press('Control+Space');
  await suggested(page, label).waitFor();
  await page.keyboard.press('Enter');
}

/** Whether something is there within ten seconds. */
function comes(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

/** The suggestion in focus, if it is this. */
function suggested(page: Page, label: string): Locator {
  const row = page.locator('.suggest-widget.visible .monaco-list-row.focused');
  return row.filter({ has: page.locator('.monaco-icon-name-container').getByText(label, { exact: true }) });
}

/** What the status bar says of findings. */
function problems(page: Page, text: string): Locator {
  return page.locator('.statusbar').getByRole('button', { name: text });
}
