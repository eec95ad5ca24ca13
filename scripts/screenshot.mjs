// A picture of the product: opens a file of a folder in VS Code, does what it is told in that order, saves a PNG.
//   node scripts/screenshot.mjs --folder examples --file order-status.flow.json --out picture.png
//     [--theme light|dark|high-contrast|high-contrast-light] [--version minimum|current] [--size 1280x800] [--restricted]
//     [--extension FOLDER] [--setting NAME=JSON]… [--wait TEXT] [--lens TEXT] [--command TITLE] [--key KEYS] [--hover TEXT] [--graph TEXT]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './bundle.mjs';
import { exitCodeOf } from './scope.mjs';
import { themes } from './vscode/themes.mjs';
import { clickLens, graphOf, openFile, runCommand, waitForExtensions, waitForText } from './vscode/workbench.mjs';
import { withVSCode } from './vscode.mjs';

const steps = {
  wait: waitForText,
  lens: clickLens,
  command,
  key: (page, keys) => page.keyboard.press(keys),
  hover,
  graph: waitInGraph,
};

/** The palette is clicked, and what is under the mouse when it closes would tell its name. */
async function command(page, title) {
  await runCommand(page, title);
  await page.mouse.move(5, 5);
}

async function hover(page, text) {
  await page.locator('.editor-instance .view-line').getByText(text).first().hover();
  await page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor();
}

async function waitInGraph(page, text) {
  await graphOf(page).locator('text', { hasText: text }).first().waitFor();
}

const one = (value) => ({ type: 'string', ...(value === undefined ? {} : { default: value }) });
const many = { type: 'string', multiple: true };

function readArguments() {
  return parseArgs({
    tokens: true,
    options: {
      folder: one('examples'),
      file: one(),
      out: one(),
      theme: one('light'),
      version: one('current'),
      size: one('1280x800'),
      extension: one(root),
      restricted: { type: 'boolean', default: false },
      setting: { ...many, default: [] },
      ...Object.fromEntries(Object.keys(steps).map((name) => [name, many])),
    },
  });
}

function settingsOf({ theme, setting }) {
  if (!Object.hasOwn(themes, theme))
    throw new Error(`no theme "${theme}": there are ${Object.keys(themes).join(', ')}`);
  const own = setting.map((text) => [text.slice(0, text.indexOf('=')), JSON.parse(text.slice(text.indexOf('=') + 1))]);
  return { 'workbench.colorTheme': themes[theme], ...Object.fromEntries(own) };
}

async function screenshot() {
  const { values, tokens } = readArguments();
  if (values.file === undefined || values.out === undefined) throw new Error('--file and --out are needed');
  const [width, height] = values.size.split('x').map(Number);
  const options = {
    version: values.version,
    folder: resolve(values.folder),
    extension: resolve(values.extension),
    trust: !values.restricted,
    settings: settingsOf(values),
    viewport: { width, height },
  };
  await withVSCode(options, async ({ page }) => {
    await openFile(page, values.file);
    for (const { name, value } of tokens) await steps[name]?.(page, value);
    await waitForExtensions(page);
    await page.screenshot({ path: values.out, animations: 'disabled' });
  });
}

try {
  await screenshot();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(exitCodeOf(error));
}
