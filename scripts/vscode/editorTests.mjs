// Every test that needs an editor: the suites in both versions, trusted and not, and the pages.
import { root } from '../bundle.mjs';
import { browserAdvice, findBrowser } from './browser.mjs';
import { bundleSuites, suiteFolder } from './bundleSuites.mjs';
import { installVSCode } from './install.mjs';
import { runPageTests } from './page.mjs';
import { releases } from './releases.mjs';
import { runSuite } from './suite.mjs';

const versions = ['minimum', 'current'];
const runs = versions.flatMap((version) => [true, false].map((trust) => ({ version, trust })));

/** Runs them all and gives the counts of each run. Without a browser each run counts as one skipped test. */
export async function runEditorTests() {
  if ((await findBrowser()) === undefined) {
    process.stdout.write(`No browser: ${browserAdvice}\n`);
    return [{ passed: 0, failed: 0, skipped: runs.length + 1 }];
  }
  await Promise.all(versions.map(installVSCode));
  const suites = await bundleSuites();
  const counts = [];
  for (const { version, trust } of runs) counts.push(await runIn(version, trust, suites));
  process.stdout.write('\nVS Code as a person sees it\n');
  counts.push(await runPageTests());
  return counts;
}

async function runIn(version, trust, suites) {
  process.stdout.write(`\nVS Code ${releases[version].vscode}${trust ? '' : ', restricted mode'}\n`);
  const tests = trust ? suites.trusted : suites.untrusted;
  const result = await runSuite({ version, trust, tests, folder: suiteFolder, extension: root });
  if (result.failed > 0) process.stdout.write(`Everything it logged:\n${result.output}\n`);
  return result;
}
