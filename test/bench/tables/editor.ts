import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { type FaultServer, startFaultServer } from '../../support/faultServer';
import { flowText } from '../../support/flows';
import { withFolder } from '../../support/project';
import { type ActivationFigures, figuresMark } from '../editorFigures';
import { toSpreadText, toTable } from '../markdown';
import { spreadOf } from '../spread';
import type { Table } from '../table';

const windows = 5;
const clicks = 40;

/** What somebody sees who has no stopwatch for the server. */
export const editor: Table = {
  name: 'editor',
  title: 'In a real VS Code: milliseconds',
  about:
    `Activation: in ${windows} windows, to load the code and to run \`activate()\`, by the marks of the extension host; in between VS Code reads what the extension has stored, and the second ` +
    `row has that too. In the moment before, a flow is opened, and its first diagnostics end the third time. Click: in one window, ${clicks} times, from the key press of *Run Node* until the page draws the branch at the end of the line, by the page’s own clock and to ` +
    'its next frame. Medians, with the quartiles in brackets. REST Client 0.26 took 1,267 ms to activate and 165 ms from the command to the response, in the same VS Code on the machine of the targets.',
  onlyByName: true,
  async measure({ say }) {
    const activations: ActivationFigures[] = [];
    for (let opened = 1; opened <= windows; opened++) {
      say(`window ${opened} of ${windows}`);
      activations.push(await measureActivation());
    }
    say(`${clicks} clicks`);
    const painted = await measureClicks();
    const row = (name: string, samples: readonly number[]) => [name, toSpreadText(spreadOf(samples))];
    return toTable(
      ['what', 'ms'],
      [
        row(
          'activation',
          activations.map(({ activation }) => activation),
        ),
        row(
          'until VS Code goes on',
          activations.map(({ activated }) => activated),
        ),
        row(
          'first diagnostics',
          activations.map(({ firstDiagnostics }) => firstDiagnostics),
        ),
        row('click to painted branch', painted),
      ],
    );
  },
};

interface SuiteRunner {
  runSuite(options: object): Promise<{ readonly output: string }>;
}

/** The harness finds the project from where it lies, so it is used there and not copied into a bundle. */
function importScript<T>(path: string): Promise<T> {
  return import(pathToFileURL(resolve('scripts', path)).href);
}

function measureActivation(): Promise<ActivationFigures> {
  return withFolder(async (folder) => {
    const { runSuite }: SuiteRunner = await importScript('vscode/suite.mjs');
    const tests = resolve('.test-build', 'bench', 'editorSuite.js');
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const { output } = await runSuite({ version: 'current', tests, folder: empty, extension: resolve('.') });
    const line = output.split('\n').find((each) => each.startsWith(figuresMark));
    if (line === undefined) throw new Error(`The window told nothing:\n${output}`);
    return JSON.parse(line.slice(figuresMark.length));
  });
}

function measureClicks(): Promise<readonly number[]> {
  return withFolder(async (folder) => {
    const { withVSCode }: typeof import('../../../scripts/vscode.mjs') = await importScript('vscode.mjs');
    await using origin = await startAlternating();
    writeFileSync(join(folder, 'small.flow.json'), flowText({ url: origin.origin }));
    return await withVSCode({ version: 'current', folder, extension: resolve('.') }, ({ page }) =>
      clickManyTimes(page),
    );
  });
}

async function clickManyTimes(page: Page): Promise<readonly number[]> {
  const { openFile }: typeof import('../../../scripts/vscode/workbench.mjs') =
    await importScript('vscode/workbench.mjs');
  await openFile(page, 'small.flow.json');
  await page.locator('.codelens-decoration a', { hasText: /\bRun$/ }).waitFor();
  await page.locator('.editor-instance .view-line', { hasText: '"get-order":' }).click();
  await page.evaluate(rememberKeys);
  const times: number[] = [];
  for (let click = 0; click <= clicks; click++) {
    await page.keyboard.press('Control+Alt+r');
    const status = statuses[click % 2] ?? '';
    const time = await page.waitForFunction(sinceKey(status));
    // The branch is drawn as soon as it is known. While the rest of the answer is on its way, the node can't be run again.
    await page.locator('.codelens-decoration a', { hasText: `Run · ${status.slice(0, 3)} →` }).waitFor();
    // The first one loads what a run needs.
    if (click > 0) times.push(Number(await time.jsonValue()));
  }
  return times;
}

const statuses = ['404 Not Found', '200 OK'];

/** In turns, so that what is drawn tells which run it is of. */
function startAlternating(): Promise<FaultServer> {
  let answers = 0;
  return startFaultServer({
    onRequest: (socket) => socket.end(`HTTP/1.1 ${statuses[answers++ % 2]}\r\nContent-Length: 2\r\n\r\n{}`),
  });
}

/** Runs inside the page. */
const rememberKeys = `addEventListener('keydown', ({ timeStamp }) => { window.benchKey = timeStamp; }, true)`;

/** Runs inside the page, in each frame. Decorations at the end of a line are drawn by style sheets, and are in no element. */
function sinceKey(status: string): string {
  const spans = `[...document.querySelectorAll('.editor-instance .view-line span')]`;
  const text = `getComputedStyle(span, '::after').content.replaceAll('\u00a0', ' ')`;
  return `${spans}.some((span) => ${text}.includes('${status}')) && performance.now() - window.benchKey`;
}
