// Runs the tests that drive a window of VS Code from outside, as a person does.
//   node scripts/vscode/page.mjs                       every page test
//   node scripts/vscode/page.mjs secrets.test.ts       just these, of what is built in dist
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, root } from '../bundle.mjs';
import { runBuiltTests } from '../unit.mjs';
import { releases } from './releases.mjs';
import { sideBySide } from './sideBySide.mjs';

const output = '.test-build/vscode/page.mjs';
const folder = join(root, 'test', 'vscode', 'page');

function everyPageTest() {
  return readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
}

/** Bundles the named files of `test/vscode/page`, or all of them, for `runPageTests`. */
export async function bundlePageTests(files = everyPageTest()) {
  await bundle({
    stdin: { contents: files.map((file) => `import './${file}';`).join('\n'), resolveDir: folder },
    outfile: output,
    format: 'esm',
    sourcemap: 'inline',
    packages: 'external',
    // The harness finds the project from where it lies, so it is used there and not copied into the bundle.
    external: ['./scripts/*'],
  });
  return output;
}

/**
 * Runs what was bundled in one version of VS Code, one test after another; the package of the extension is made anew where none is
 * given by its path. Gives the counts. All run in one process, not each in a
 * child of node's test runner, which is killed on a signal before it can close what it has opened.
 */
export function runPageTests(bundled, version, vsix) {
  const packaged = vsix === undefined ? {} : { FLOW_LENS_PACKAGE: vsix };
  return runBuiltTests([bundled], { FLOW_LENS_PAGES_IN: version, ...packaged });
}

if (process.argv[1]?.endsWith('page.mjs')) {
  const bundled = await bundlePageTests(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  const counts = await sideBySide(Object.keys(releases), (version) => runPageTests(bundled, version));
  process.exitCode = Math.max(...counts.map(({ code }) => code));
}
