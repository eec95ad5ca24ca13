import { mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { withScope } from '../../scripts/scope.mjs';
import { closeEverything, openFile } from '../../scripts/vscode/workbench.mjs';
import { openVSCode } from '../../scripts/vscode.mjs';
import { withFolder } from '../support/project';
import { type Files, savesNothing, sharedBrowser, type Version, writeFiles } from './flowWindow';

/** Milliseconds, both for opening a window and for a test in it. */
const deadline = 120_000;

interface SharedWindow {
  readonly page: Page;
  readonly folder: string;
  close(): Promise<void>;
}

const windows = new Map<Version, Promise<SharedWindow>>();

after(() => Promise.all([...windows.keys()].map(close)));

/**
 * Opens the first of these files, which lie in a folder of their own, in a window that tests use in turn, as a person works on one flow after
 * another: opening VS Code takes longer than most tests. It is for tests that leave nothing but files, editors and messages behind, which
 * are taken away.
 */
export async function withSharedWindow(
  version: Version,
  files: Files,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  try {
    const window = await sharedWindow(version);
    await withScope(deadline, (defer) => {
      const folder = mkdtempSync(join(window.folder, 'flows-'));
      defer(() => rmSync(folder, { recursive: true }));
      return useFolder(window.page, folder, files, use);
    });
  } catch (error) {
    // Nobody knows what it has open: the next test gets a new one.
    await close(version);
    throw error;
  }
}

async function useFolder(page: Page, folder: string, files: Files, use: (page: Page) => Promise<void>): Promise<void> {
  writeFiles(folder, files);
  const [path = ''] = Object.keys(files);
  await openFile(page, `${basename(folder)}/${path}`);
  await use(page);
  await closeEverything(page);
}

function sharedWindow(version: Version): Promise<SharedWindow> {
  const window = windows.get(version) ?? openWindow(version);
  windows.set(version, window);
  return window;
}

/** Opens a window that stays until somebody closes it, or a signal ends everything. */
function openWindow(version: Version): Promise<SharedWindow> {
  return new Promise((opened, failed) => {
    const closed = withFolder((empty) =>
      withScope(undefined, async (defer) => {
        const options = { version, folder: empty, extension: resolve('.'), settings: savesNothing };
        const browser = await sharedBrowser();
        const { page, folder = '' } = await withScope(deadline, () => openVSCode({ ...options, browser }, defer));
        await new Promise<void>((end) => {
          const close = (): Promise<void> => {
            end();
            return closed;
          };
          opened({ page, folder, close });
        });
      }),
    );
    closed.catch(failed);
  });
}

async function close(version: Version): Promise<void> {
  const window = windows.get(version);
  windows.delete(version);
  await window?.then(
    ({ close }) => close(),
    // It was never open.
    () => undefined,
  );
}
