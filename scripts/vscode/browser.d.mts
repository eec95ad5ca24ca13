import type { Browser } from 'playwright-core';

export function launchBrowser(defer: (close: () => Promise<void>) => void): Promise<Browser>;
