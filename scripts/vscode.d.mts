import type { Browser, Page } from 'playwright-core';
import type { Defer } from './scope.mjs';

export interface WindowOptions {
  /** Our minimum, or the newest that we test in. */
  readonly version: 'minimum' | 'current';
  /** Absolute path; a copy of it is opened. Without one, the window has no folder. */
  readonly folder?: string;
  /** Absolute path of the extension's root, of which what would be published is installed, or of a .vsix. */
  readonly extension: string;
  /** Absolute path of a CommonJS module that exports `run(): Promise<void>`, which VS Code calls; for it the
   * extension is opened in development, and notifications are not drawn. */
  readonly tests?: string;
  /** False opens the folder in restricted mode. True by default. */
  readonly trust?: boolean;
  /** A person's own settings, of any scope. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Pixels; 1280 by 800 by default. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The browser to open it in, where others have theirs as well; one of its own by default. */
  readonly browser?: Browser;
  /** Milliseconds until it is closed and given up; 120,000 by default. */
  readonly deadline?: number;
  /** Called with the page while it is still empty. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export interface Window {
  readonly page: Page;
  readonly url: string;
  /** The copy that is open, where there is one; removed at the end. */
  readonly folder: string | undefined;
}

export function withVSCode<T>(options: WindowOptions, use: (window: Window) => Promise<T>): Promise<T>;

/** Opens it as `withVSCode` does, and hands what closes it to `defer`. */
export function openVSCode(options: WindowOptions, defer: Defer): Promise<Window>;
