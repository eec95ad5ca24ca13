import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { clickLens, graphOf, runCommand } from '../../../scripts/vscode/workbench.mjs';
import { flowText } from '../../support/flows';
import { startAnsweringServer } from '../../support/httpServers';
import { lensWith, lineWith, testInBoth, testInCurrent } from '../flowWindow';
import { withSharedWindow } from '../sharedWindow';

/** The box of a node, which says what it is; of the one that the cursor is in, where `current` is true. */
function box(page: Page, node: string, current = false): Locator {
  return graphOf(page).locator(`.node${current ? '.current' : ''}[aria-label^="${node},"]`);
}

/** The box of a node while it has the focus. */
function focused(page: Page, node: string): Locator {
  return graphOf(page).locator(`.node:focus[aria-label^="${node},"]`);
}

/** Focuses a box. A graph that was just shown is focused by VS Code once more, which takes the focus from its boxes: then again. */
async function focusOn(page: Page, node: string): Promise<void> {
  for (let tries = 0; tries < 6; tries++) {
    await box(page, node).focus();
    const isFocused = await focused(page, node)
      .waitFor({ timeout: 10_000 })
      .then(
        () => true,
        () => false,
      );
    if (isFocused) return;
  }
  throw new Error(`the box of "${node}" does not keep the focus`);
}

/** The ring around what has the focus, as CSS has it: `none` around all else. */
function outlineOf(element: Locator): Promise<string> {
  return element.evaluate((shown) => shown.ownerDocument.defaultView.getComputedStyle(shown).outlineStyle);
}

/** Waits until the cursor stands in the line that names a node. */
async function waitForCursorAt(page: Page, line: number): Promise<void> {
  await page
    .locator('.statusbar')
    .getByText(new RegExp(`^Ln ${line}, Col `))
    .waitFor();
}

testInBoth('a flow is a graph beside its text, and each leads to the other', async (version) => {
  await using server = await startAnsweringServer('404 Not Found');
  const text = flowText({ url: server.origin });
  const lineOf = (start: string): number => text.split('\n').findIndex((line) => line.trim().startsWith(start)) + 1;
  await withSharedWindow(version, { 'small.flow.json': text }, async (page) => {
    await lensWith(page, /\bRun$/).waitFor();
    await runCommand(page, 'Flow Lens: Show Flow Graph');
    await box(page, 'get-order').waitFor();
    assert.equal(await graphOf(page).locator('.lit').count(), 0);

    await clickLens(page, /\bRun$/);
    await graphOf(page)
      .locator('.edge.lit.success[aria-label*="404 (taken by the last run) leads to not-found"]')
      .waitFor({ state: 'attached' });

    await box(page, 'sorry').click();
    await waitForCursorAt(page, lineOf('"sorry": {'));
    await box(page, 'sorry', true).waitFor();
    await lineWith(page, /"Not\sfound"/).click();
    await box(page, 'not-found', true).waitFor();

    // Typed into the text, which has the focus: the id is another one, and the branch leads nowhere.
    await lineWith(page, /"done":\s\{/).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('un');
    await box(page, 'undone', true).waitFor();
    await graphOf(page).locator('.node.broken[aria-label="done, no such node"]').waitFor();
    // A box had the focus before: a picture that is drawn anew takes it from nobody.
    await page.keyboard.type('re');
    await box(page, 'unredone', true).waitFor();

    await runCommand(page, 'Flow Lens: Show Flow Graph');
    const get = box(page, 'get-order');
    await focusOn(page, 'get-order');
    await get.press('ArrowDown');
    await focused(page, 'get-order').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await focused(page, 'not-found').waitFor();
    assert.equal(await outlineOf(box(page, 'not-found')), 'solid');
    assert.equal(await outlineOf(get), 'none');
    await page.keyboard.press('Enter');
    await waitForCursorAt(page, lineOf('"not-found": {'));
  });
});

testInCurrent('a graph keeps its zoom while it is hidden, and is copied as Mermaid', async (version) => {
  await withSharedWindow(version, { 'small.flow.json': flowText() }, async (page) => {
    await runCommand(page, 'Flow Lens: Show Flow Graph');
    const picture = graphOf(page).locator('svg.flow-graph');
    await picture.waitFor();
    // Before anybody has zoomed, it follows the window.
    const window = page.viewportSize() ?? { width: 1280, height: 800 };
    const width = await picture.getAttribute('width');
    await page.setViewportSize({ ...window, width: 700 });
    await graphOf(page).locator(`svg.flow-graph:not([width="${width}"])`).waitFor();
    await page.setViewportSize(window);
    await graphOf(page).locator(`svg.flow-graph[width="${width}"]`).waitFor();
    await graphOf(page).getByRole('button', { name: 'Zoom in' }).click();
    await graphOf(page).locator(`svg.flow-graph:not([width="${width}"])`).waitFor();
    const larger = await picture.getAttribute('width');
    assert.ok(Number(larger) > Number(width));

    await graphOf(page).getByRole('button', { name: 'Copy as Mermaid' }).click();
    await page.locator('.statusbar').getByText('The graph was copied as Mermaid').waitFor();
    assert.match(await page.evaluate('navigator.clipboard.readText()'), /^flowchart TD\n/);

    await page.locator('.tab', { hasText: 'Graph small.flow.json' }).click();
    // Offered too where the picture has the focus, and no editor.
    await runCommand(page, 'Flow Lens: Show Flow Graph');
    await runCommand(page, 'File: New Untitled Text File');
    await picture.waitFor({ state: 'detached' });
    await page.locator('.tab', { hasText: 'Graph small.flow.json' }).click();
    await graphOf(page).locator(`svg.flow-graph[width="${larger}"]`).waitFor();
  });
});
