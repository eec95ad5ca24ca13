// The pictures of the walkthrough, made in VS Code with the built extension: walkthrough/images/STEP-THEME.webp.
//   node scripts/walkthrough.mjs [light|dark|high-contrast|high-contrast-light]…
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { exitCodeOf } from './scope.mjs';
import { themes } from './vscode/themes.mjs';
import { clickLens, runCommand, waitForCommand, waitForExtensions, waitForText } from './vscode/workbench.mjs';
import { withVSCode } from './vscode.mjs';

const folder = join(root, 'walkthrough', 'images');

// The window shows the text and what is said about it, at a size that can still be read when VS Code makes it smaller.
const viewport = { width: 688, height: 460 };
const settings = {
  'breadcrumbs.enabled': false,
  'editor.fontSize': 12,
  'editor.lineNumbers': 'off',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
};

// In the order of the walkthrough: each leaves the window as the next one finds it.
const steps = {
  open: async (page) => {
    await waitForCommand(page, 'Flow Lens: Open Example');
    await runCommand(page, 'Flow Lens: Open Example');
    await problems(page, 'Errors: 1').waitFor();
    await waitForExtensions(page);
  },
  finding: async (page) => {
    await page.keyboard.press('F8');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText('Add "max-connection"').waitFor();
  },
  environment: async (page) => {
    await page.keyboard.press('Enter');
    await problems(page, 'No Problems').waitFor();
    await page.locator('.codelens-decoration a', { hasText: /Run$/ }).waitFor();
    await page.locator('.statusbar').getByRole('button', { name: 'Runs use no environment' }).click();
    await row(page, 'production').waitFor();
  },
  run: async (page) => {
    await row(page, 'dev').click();
    await page.locator('.statusbar').getByRole('button', { name: 'Runs use the environment "dev"' }).waitFor();
    await runCommand(page, 'Flow Lens: Start API of the Example');
    await waitForText(page, 'The API of the example runs on');
    await clickLens(page, 'Run');
    await page.locator('.codelens-decoration a', { hasText: 'Run · 401 → hand-over' }).waitFor();
    await page.mouse.move(5, 5);
    await page.locator('.action-item a.codicon-debug-stop').waitFor({ state: 'hidden' });
    await page.locator('.statusbar').getByText('The API of the example runs on').waitFor({ state: 'hidden' });
  },
  branch: async (page) => {
    await page.locator('.editor-instance .view-line').getByText('401').first().hover();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'status 401 has its own result' });
    await hover.filter({ hasText: 'It leads to' }).waitFor();
    // It is drawn anew with each part that comes; what could be clicked stands still.
    await hover.getByRole('link', { name: 'Run Again' }).click({ trial: true });
  },
  secret: async (page) => {
    await page.keyboard.press('Escape');
    await runCommand(page, 'Flow Lens: Set Secret');
    await row(page, 'dev').click();
    await row(page, 'ORDERS_KEY').click();
    await page.locator('.quick-input-widget', { hasText: 'The value of {{ORDERS_KEY}}' }).waitFor();
    await page.keyboard.type('demo-orders-key');
  },
  new: async (page) => {
    await page.keyboard.press('Escape');
    await runCommand(page, 'Flow Lens: New Flow Definition');
    // Over the input, its name would come up.
    await page.mouse.move(5, 5);
    await row(page, 'Endpoint library').waitFor();
  },
};

const problems = (page, name) => page.locator('.statusbar').getByRole('button', { name });
const row = (page, text) => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

function takePictures(theme) {
  const options = {
    version: 'current',
    extension: root,
    settings: { ...settings, 'workbench.colorTheme': themes[theme] },
    viewport,
  };
  return withVSCode(options, async ({ page }) => {
    for (const [name, reach] of Object.entries(steps)) {
      await reach(page);
      const picture = await toWebP(page, await page.screenshot({ animations: 'disabled' }));
      writeFileSync(join(folder, `${name}-${theme}.webp`), picture);
    }
  });
}

// All themes of all steps go into the package: as PNG they would be three times as long. The browser can write WebP.
async function toWebP(page, png) {
  const blank = await page.context().browser().newPage();
  try {
    return Buffer.from(await blank.evaluate(encode, png.toString('base64')), 'base64');
  } finally {
    await blank.close();
  }
}

// Runs inside the page, so it can use nothing from around it. Gives base64.
async function encode(png) {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.75 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

try {
  mkdirSync(folder, { recursive: true });
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(themes);
  for (const theme of wanted) await takePictures(theme);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(exitCodeOf(error));
}
