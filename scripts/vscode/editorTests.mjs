// Every test that needs an editor: the suites in both versions, trusted and not, and the pages.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../bundle.mjs';
import { packageExtension } from '../packageExtension.mjs';
import { browserAdvice, findBrowser } from './browser.mjs';
import { bundleSuites, suiteFolder } from './bundleSuites.mjs';
import { installVSCode } from './install.mjs';
import { bundlePageTests, runPageTests } from './page.mjs';
import { releases } from './releases.mjs';
import { sideBySide } from './sideBySide.mjs';
import { runSuite } from './suite.mjs';

const versions = Object.keys(releases);

const vsix = join(root, '.test-build', 'vscode', 'flow-lens.vsix');

let packaged;
let installed;

/** Packages what is built, and installs what the tests need. Rejects where that can't be installed. */
export async function prepareEditorTests() {
  await packageOnce();
  await installEditors();
}

/** Gives the path of one package for all windows, or undefined where none could be made: the test of it says why. */
function packageOnce() {
  mkdirSync(dirname(vsix), { recursive: true });
  packaged ??= packageExtension(vsix).then(
    () => vsix,
    () => undefined,
  );
  return packaged;
}

/** Gets what the tests need, once: a browser, and where there is one both versions. Gives whether there is a browser. */
function installEditors() {
  installed ??= installAll();
  return installed;
}

async function installAll() {
  if ((await findBrowser()) === undefined) return false;
  await Promise.all(versions.map(installVSCode));
  return true;
}

/**
 * Runs them all and gives the counts of each run. Three windows are open at once: one for the pages of each version, and one for
 * the suites in turn, since each of them waits for the page now and then. Without a browser each run counts as one skipped test.
 */
export async function runEditorTests() {
  if (!(await installEditors())) {
    process.stdout.write(`No browser: ${browserAdvice}\n`);
    return [{ passed: 0, failed: 0, skipped: 3 * versions.length }];
  }
  const [suites, pages, extension] = await Promise.all([bundleSuites(), bundlePageTests(), packageOnce()]);
  const pagesIn = versions.map((version) => () => runPageTests(pages, version, extension));
  const windows = [...pagesIn, () => runAllSuites(suites)];
  const counts = await sideBySide(windows, (run) => run());
  return counts.flat();
}

async function runAllSuites(suites) {
  const counts = [];
  for (const version of versions) {
    for (const trust of [true, false]) counts.push(await runSuites(version, trust, suites));
  }
  return counts;
}

async function runSuites(version, trust, suites) {
  const name = `VS Code ${releases[version].vscode}${trust ? '' : ', restricted mode'}`;
  const tests = trust ? suites.trusted : suites.untrusted;
  const result = await runSuite({ name, version, trust, tests, folder: suiteFolder, extension: root });
  if (result.failed > 0) process.stdout.write(`Everything that ${name} logged:\n${result.output}\n`);
  return result;
}
