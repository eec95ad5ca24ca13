import type { FrameLocator, Page } from 'playwright-core';

export function openFile(page: Page, path: string): Promise<void>;
export function runCommand(page: Page, title: string): Promise<void>;
export function waitForExtensions(page: Page): Promise<void>;
export function clickLens(page: Page, text: string | RegExp): Promise<void>;
export function graphOf(page: Page): FrameLocator;
export function trustFolder(page: Page): Promise<void>;
export function editorText(page: Page): Promise<string>;
export function decorationTexts(page: Page): Promise<string[]>;
export function waitForText(page: Page, text: string): Promise<void>;
export function waitForTextsAfter(page: Page, line: RegExp, wanted: readonly (string | RegExp)[]): Promise<void>;
export function waitForCommand(page: Page, title: string): Promise<void>;
export function closeEverything(page: Page): Promise<void>;
