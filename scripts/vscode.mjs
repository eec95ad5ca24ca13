// A real VS Code without a desktop: VS Code's own server, with a page of a headless browser as the window.
//   node scripts/vscode.mjs install       installs both versions
//   node scripts/vscode.mjs open FOLDER   serves the folder with the built extension until Ctrl+C
import { cpSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { root } from './bundle.mjs';
import { exitCodeOf, withScope } from './scope.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';
import { launchBrowser } from './vscode/browser.mjs';
import { installVSCode } from './vscode/install.mjs';
import { startServer } from './vscode/server.mjs';

/**
 * Opens VS Code as `openVSCode` does, calls `use` with what that gives, and closes everything, however it ends. Options are
 * described in vscode.d.mts.
 */
export function withVSCode(options, use) {
  return withScope(options.deadline ?? 120_000, async (defer) => use(await openVSCode(options, defer)));
}

/**
 * Opens a copy of `folder`, or no folder, in VS Code with the extension. Gives `{ page, url, folder }` once the workbench is drawn
 * (`folder` is the copy). What closes it is handed to `defer`.
 */
export async function openVSCode(options, defer) {
  const folder = options.folder === undefined ? undefined : copyOf(options.folder, defer);
  const addressOf = await startServer(options, defer);
  const url = addressOf(folder);
  const page = await openPage(options.viewport, defer, options.browser);
  await options.prepare?.(page);
  await page.goto(url);
  await page.locator('.monaco-workbench .part.editor').waitFor();
  return { page, url, folder };
}

// Tests write into the folder they have open; the repository must not notice.
function copyOf(folder, defer) {
  const copy = join(temporaryFolder(defer), basename(resolve(folder)));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** A page with nothing of what others in the same browser have kept: cookies, storage, caches. */
async function openPage(viewport = { width: 1280, height: 800 }, defer, browser = launchBrowser(defer)) {
  // Without the permissions, VS Code in a browser asks before it reads the clipboard.
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await (await browser).newContext({ viewport, locale: 'en-US', reducedMotion: 'reduce', permissions });
  defer(() => context.close());
  const page = await context.newPage();
  // On a busy machine VS Code takes its time; waiting ends as soon as there is something to see.
  page.setDefaultTimeout(60_000);
  return page;
}

function openFolder(folder) {
  return withScope(undefined, async (defer) => {
    const addressOf = await startServer({ version: 'current', extension: root }, defer);
    process.stdout.write(`${addressOf(resolve(folder))}\n`);
    await new Promise(() => {});
  });
}

const commands = {
  install: () => Promise.all(['minimum', 'current'].map(installVSCode)),
  open: openFolder,
};

/** No top-level await: tests that import this file are bundled as CommonJS, which has none. */
async function runCommand([name, ...args]) {
  try {
    if (!Object.hasOwn(commands, name ?? '')) throw new Error('usage: vscode.mjs install | open FOLDER');
    await commands[name](...args);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(exitCodeOf(error));
  }
}

if (process.argv[1]?.endsWith('vscode.mjs')) void runCommand(process.argv.slice(2));
