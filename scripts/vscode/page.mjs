// Runs the tests that drive a window of VS Code from outside, as a person does.
//   node scripts/vscode/page.mjs                       every page test
//   node scripts/vscode/page.mjs secrets.test.ts       just these, of what is built in dist
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, root } from '../bundle.mjs';
import { runBuiltTests } from '../unit.mjs';

const output = '.test-build/vscode/page.mjs';
const folder = join(root, 'test', 'vscode', 'page');

function everyPageTest() {
  return readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
}

/**
 * Runs the named files of `test/vscode/page`, or all of them, one after another. Gives the counts. All run in one process, not each in a
 * child of node's test runner, which is killed on a signal before it can close what it has opened.
 */
export async function runPageTests(files = everyPageTest()) {
  await bundle({
    stdin: { contents: files.map((file) => `import './${file}';`).join('\n'), resolveDir: folder },
    outfile: output,
    format: 'esm',
    sourcemap: 'inline',
    packages: 'external',
    // The harness finds the project from where it lies, so it is used there and not copied into the bundle.
    external: ['./scripts/*'],
  });
  return runBuiltTests([output]);
}

if (process.argv[1]?.endsWith('page.mjs')) {
  const { code } = await runPageTests(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  process.exitCode = code;
}
