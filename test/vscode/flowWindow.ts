import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/vscode/browser.mjs';
import { openFile } from '../../scripts/vscode/workbench.mjs';
import { type Window, type WindowOptions, withVSCode } from '../../scripts/vscode.mjs';
import { withFolder } from '../support/project';

/** One of the two that we test in. */
export type Version = WindowOptions['version'];

/** Texts by path; the first is opened. */
export type Files = Readonly<Record<string, string>>;

/** What is in the folder that is opened, and how. */
export interface FlowWindow {
  readonly files: Files;
  /** False opens the folder in restricted mode. True by default. */
  readonly trust?: boolean;
  /** The person's own settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The extension: the absolute path of a .vsix, or, by default, this project. */
  readonly extension?: string;
}

/** Registers a test for each VS Code that we test in, or for the one that this process was started for. */
export function testInBoth(name: string, run: (version: Version) => Promise<void>): void {
  const only = process.env.FLOW_LENS_PAGES_IN;
  for (const version of ['minimum', 'current'] as const)
    if (only === undefined || only === version) test(`${name}, in the ${version} VS Code`, () => run(version));
}

/**
 * Registers a test for the current VS Code: of what rests on nothing that older versions draw or do in another way. What the server and the
 * commands do there is tried by the suites, in both versions.
 */
export function testInCurrent(name: string, run: (version: 'current') => Promise<void>): void {
  const only = process.env.FLOW_LENS_PAGES_IN;
  if (only === undefined || only === 'current') test(`${name}, in the current VS Code`, () => run('current'));
}

let browser: Browser | undefined;
let closeBrowser: () => Promise<void> = async () => {};

after(() => closeBrowser());

/** In a browser VS Code saves by itself, and nothing would show that a finding needs no save. */
export const savesNothing = { 'files.autoSave': 'off' };

/** One browser serves all windows of this process, one after another. A crash of it fails one test alone. */
export async function sharedBrowser(): Promise<Browser> {
  if (!browser?.isConnected()) {
    browser = await launchBrowser((close) => {
      closeBrowser = close;
    });
  }
  return browser;
}

/** Opens VS Code as `withVSCode` does, in the browser that the tests share. */
export async function withWindow<T>(options: WindowOptions, use: (window: Window) => Promise<T>): Promise<T> {
  return withVSCode({ ...options, browser: await sharedBrowser() }, use);
}

/** Writes files into a folder that is there. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Opens the first of these files in a window of its own, with what a new person's VS Code has, and closes everything afterwards. */
export function withFlowWindow(
  version: Version,
  { files, trust = true, settings = {}, extension = resolve('.') }: FlowWindow,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  return withFolder(async (folder) => {
    writeFiles(folder, files);
    await withWindow(
      { version, folder, extension, trust, settings: { ...savesNothing, ...settings } },
      async ({ page }) => {
        const [path = ''] = Object.keys(files);
        await openFile(page, path);
        await use(page);
      },
    );
  });
}

/** The line that shows a text like this; spaces may be drawn as no-break spaces. */
export function lineWith(page: Page, text: RegExp): Locator {
  return page.locator('.editor-instance .view-line', { hasText: text });
}

/** The lens with a title like this. */
export function lensWith(page: Page, title: RegExp): Locator {
  return page.locator('.codelens-decoration a', { hasText: title });
}

/** The message of a notification. */
export function notificationWith(page: Page, message: string): Locator {
  return page.locator('.notification-toast .notification-list-item-message', { hasText: message });
}

/**
 * Opens the code actions of the line with a text like this by keyboard, until one with this title is offered. A menu that comes
 * up while something else gives the focus back, such as a question that closes, is closed at once: then a person presses again.
 */
export async function openActions(page: Page, line: RegExp, title: string): Promise<void> {
  const action = page.locator('.action-widget').getByText(title);
  for (let tries = 0; tries < 6; tries++) {
    await lineWith(page, line).click();
    await page.keyboard.press('Control+.');
    const shown = await action
      .waitFor({ timeout: 10_000 })
      .then(() => true)
      .catch(() => false);
    if (shown) return;
  }
  throw new Error(`no code action is called "${title}"`);
}

/** Closes an open question with a no, and waits until the status bar mentions it: for a few seconds, so it is looked for before. */
export async function decline(page: Page, mentioned: string): Promise<void> {
  const mention = page.locator('.statusbar', { hasText: mentioned }).waitFor();
  await page.keyboard.press('Escape');
  await mention;
}
