// Finds a browser of the Chromium family, or gets one where that is possible.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installPackage } from '../apt.mjs';
import { findProgram, isProgram } from '../run.mjs';

/** What a person has to do where `findBrowser` finds none. */
export const browserAdvice = 'install Chromium, Chrome or Edge to run the editor tests';

/** Gives the path of a browser that is there or could be installed (as root on Debian), else undefined. */
export async function findBrowser() {
  if (installedBrowser() === undefined) await installPackage('chromium');
  return installedBrowser();
}

/** Starts it, without a window that anybody sees. Closing ends it. */
export async function launchBrowser(defer) {
  const executablePath = await findBrowser();
  if (executablePath === undefined) throw new Error(browserAdvice);
  const browser = await chromium.launch({
    executablePath,
    args: ['--disable-gpu', '--disable-quic'],
    // The scope closes it on signals, in the right order; playwright would exit at once.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  defer(() => browser.close());
  return browser;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'];

function installedBrowser() {
  return findProgram(names) ?? usualPlaces().find(isProgram);
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32')
    return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
  const programs = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].filter(
    Boolean,
  );
  const browsers = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
  return programs.flatMap((folder) => browsers.map((browser) => join(folder, browser)));
}
