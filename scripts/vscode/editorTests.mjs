// Every test that needs an editor: the suites in both versions, trusted and not, and the pages.
import { root } from '../bundle.mjs';
import { browserAdvice, findBrowser } from './browser.mjs';
import { bundleSuites, suiteFolder } from './bundleSuites.mjs';
import { installVSCode } from './install.mjs';
import { bundlePageTests, runPageTests } from './page.mjs';
import { releases } from './releases.mjs';
import { sideBySide } from './sideBySide.mjs';
import { runSuite } from './suite.mjs';

const versions = Object.keys(releases);

/**
 * Runs them all, the versions side by side, and gives the counts of each run. Without a browser each run counts as one
 * skipped test.
 */
export async function runEditorTests() {
  if ((await findBrowser()) === undefined) {
    process.stdout.write(`No browser: ${browserAdvice}\n`);
    return [{ passed: 0, failed: 0, skipped: 3 * versions.length }];
  }
  await Promise.all(versions.map(installVSCode));
  const suites = await bundleSuites();
  const pages = await bundlePageTests();
  const counts = await sideBySide(versions, async (version) => [
    await runSuites(version, true, suites),
    await runSuites(version, false, suites),
    await runPageTests(pages, version),
  ]);
  return counts.flat();
}

async function runSuites(version, trust, suites) {
  const name = `VS Code ${releases[version].vscode}${trust ? '' : ', restricted mode'}`;
  const tests = trust ? suites.trusted : suites.untrusted;
  const result = await runSuite({ name, version, trust, tests, folder: suiteFolder, extension: root });
  if (result.failed > 0) process.stdout.write(`Everything that ${name} logged:\n${result.output}\n`);
  return result;
}
