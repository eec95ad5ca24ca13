// The same suites in VS Code for the desktop, where that can be downloaded and there is a screen.
import { cpSync } from 'node:fs';
import { runTests } from '@vscode/test-electron';
import { root } from '../bundle.mjs';
import { withScope } from '../scope.mjs';
import { temporaryFolder } from '../temporaryFolder.mjs';
import { bundleSuites, suiteFolder } from './bundleSuites.mjs';
import { releases } from './releases.mjs';

/** Runs the suites of a trusted workspace in our minimum and the newest VS Code. Each version counts as one test. */
export async function runDesktopTests() {
  const { trusted } = await bundleSuites();
  const counts = [];
  for (const version of [releases.minimum.vscode, 'stable']) counts.push(await runIn(version, trusted));
  return counts;
}

async function runIn(version, extensionTestsPath) {
  process.stdout.write(`\nVS Code ${version} for the desktop\n`);
  try {
    await withScope(undefined, (defer) => {
      const folder = temporaryFolder(defer);
      cpSync(suiteFolder, folder, { recursive: true });
      const launchArgs = [folder, '--disable-extensions'];
      return runTests({ version, extensionDevelopmentPath: root, extensionTestsPath, launchArgs });
    });
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    if (error.signal !== undefined) throw error;
    process.stdout.write(`not ok - VS Code ${version} for the desktop: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
