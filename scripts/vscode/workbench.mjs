// What a person does with the keyboard and the mouse, for page tests and pictures.
import { basename } from 'node:path';

/** Opens a file of the folder through quick open and waits until its text is drawn. */
export async function openFile(page, path) {
  await pick(page, path, basename(path));
  await page.locator(`.tab.active[data-resource-name="${basename(path)}"]`).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Runs a command through the command palette: `Flow Lens: Run Node`. */
export async function runCommand(page, title) {
  await pick(page, `>${title}`, title);
}

/** Waits until the palette offers a command. It lists what there is when it opens, and extensions come later than the window. */
export async function waitForCommand(page, title) {
  const row = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(title, { exact: true }) });
  for (let tries = 0; tries < 30; tries++) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input.input').fill(`>${title}`);
    const offered = await row
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    await page.keyboard.press('Escape');
    if (offered) return;
  }
  throw new Error(`the palette does not offer "${title}"`);
}

/** What has the focus last may take it once more, which closes the palette: then it is opened again. */
async function pick(page, query, label) {
  const row = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(label, { exact: true }) });
  const type = async (patience) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input.input').fill(query, patience);
    await row.first().click(patience);
  };
  for (let tries = 0; tries < 4; tries++) {
    try {
      return await type({ timeout: 10_000 });
    } catch (error) {
      if (error.name !== 'TimeoutError') throw error;
      await page.keyboard.press('Escape');
    }
  }
  return type({});
}

/** Waits until the status bar does not say any more that extensions are being started. */
export async function waitForExtensions(page) {
  await page.locator('.statusbar').getByText('Activating Extensions').waitFor({ state: 'hidden' });
}

/** By page, what listens for a click on a lens that was lost. */
const lostClicks = new WeakMap();

/**
 * Clicks the code lens with this text, or with one like this. VS Code loses a click that comes while it takes a new list of lenses, and says
 * so in its log: then it is clicked once more, as a person would.
 */
export async function clickLens(page, text) {
  const lens = page.locator('.codelens-decoration a', { hasText: text }).first();
  const clickAgain = (message) => {
    if (!message.text().includes('Actual command not found')) return;
    page.off('console', clickAgain);
    // Where the lens is gone by now, whoever waits for what it does tells what is missing.
    lens.click().catch(() => {});
  };
  forgetLostClick(page);
  lostClicks.set(page, clickAgain);
  page.on('console', clickAgain);
  await lens.click();
}

function forgetLostClick(page) {
  const clickAgain = lostClicks.get(page);
  if (clickAgain !== undefined) page.off('console', clickAgain);
}

/** The page of a flow's graph: VS Code shows it in a frame inside another. */
export function graphOf(page) {
  return page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
}

/** Trusts the folder of a window that was opened without trust. */
export async function trustFolder(page) {
  await runCommand(page, 'Workspaces: Manage Workspace Trust');
  await page
    .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
  await page.locator('.statusbar').getByText('Restricted Mode').waitFor({ state: 'hidden' });
  // Newer versions draw the trust page over the window.
  await page.keyboard.press('Escape');
}

/** Closes all that a person may have open: questions, messages, editors. What is not saved is saved. */
export async function closeEverything(page) {
  forgetLostClick(page);
  // Nothing that the mouse lies upon is explained.
  await page.mouse.move(0, 0);
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  if ((await page.locator('.tab.dirty').count()) > 0) await runCommand(page, 'File: Save All');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  await runCommand(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
  const messages = page.locator('.notification-toast');
  if ((await messages.count()) > 0) await runCommand(page, 'Notifications: Clear All Notifications');
  await messages.first().waitFor({ state: 'detached' });
}

/** The lines of the active editor that are drawn, with plain spaces. */
export async function editorText(page) {
  // Lines are kept in the order they were drawn; where they stand tells their order in the file.
  const lines = await page.locator('.editor-instance .view-lines .view-line').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: Number.parseFloat(element.style.top), text: element.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.map((line) => line.replaceAll('\u00a0', ' ')).join('\n');
}

/** The texts that decorations put after the text of a line, which are drawn by style sheets and so in no element. */
export async function decorationTexts(page) {
  return (await page.evaluate(findDecorations, '')) ?? [];
}

/** Waits until the page shows a text, in an element or in a decoration. */
export async function waitForText(page, text) {
  // What is written for screen readers alone is not shown.
  const shown = page.locator('.monaco-workbench > :not(.monaco-aria-container)');
  const inElement = shown.getByText(text).filter({ visible: true }).first().waitFor();
  const inDecoration = page.waitForFunction(findDecorations, text);
  await Promise.any([inElement, inDecoration]).catch(() => {
    throw new Error(`the page does not show "${text}"`);
  });
}

// Runs inside the page, so it can use nothing from around it. Null where there is none.
function findDecorations(wanted) {
  const spans = [...document.querySelectorAll('.editor-instance .view-lines span')];
  const contents = spans.flatMap((span) => ['::before', '::after'].map((side) => getComputedStyle(span, side).content));
  const drawn = contents.filter((content) => content.startsWith('"'));
  const texts = drawn.map((content) => JSON.parse(content).replaceAll('\u00a0', ' '));
  const found = texts.filter((text) => text.trim() !== '' && text.includes(wanted));
  return found.length > 0 ? found : null;
}

/**
 * Waits until decorations put exactly these texts after the one line that shows a text like `line`. Other places may show the
 * same words before, and a line is drawn anew whenever something of it changes.
 */
export async function waitForTextsAfter(page, line, wanted) {
  const sources = wanted.map((text) => (typeof text === 'string' ? { text } : { pattern: text.source }));
  await page.waitForFunction(findTextsAfter, { line: line.source, wanted: sources }).catch(async () => {
    const drawn = await page.evaluate(findTextsAfter, { line: line.source });
    throw new Error(`after ${line} should stand [${wanted.join(', ')}], and there stands [${drawn}]`);
  });
}

// Runs inside the page as well. Without `wanted` it gives the texts that are drawn.
function findTextsAfter({ line, wanted }) {
  const lines = [...document.querySelectorAll('.editor-instance .view-line')];
  const spans = lines
    .filter((each) => new RegExp(line).test(each.textContent))
    .map((each) => [...each.querySelectorAll('span')]);
  const contents = spans.flat().map((span) => getComputedStyle(span, '::after').content);
  const drawn = contents.filter((content) => content.startsWith('"'));
  const texts = drawn.map((content) => JSON.parse(content).replaceAll('\u00a0', ' '));
  if (wanted === undefined) return texts;
  const isWanted = ({ text, pattern }, at) =>
    pattern === undefined ? texts[at] === text : new RegExp(pattern).test(texts[at]);
  return spans.length > 0 && texts.length === wanted.length && wanted.every(isWanted);
}
