// Bundles what runs inside the extension host into .test-build/vscode/.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, root } from '../bundle.mjs';

const output = '.test-build/vscode';

/** The folder that suites have open, of which they get a copy. */
export const suiteFolder = join(root, 'test', 'vscode', 'workspace');

/** Bundles both lists of suites. Gives the paths of the modules that VS Code calls. Rejects where a suite is in no list. */
export async function bundleSuites() {
  const { metafile } = await bundle({
    entryPoints: ['test/vscode/index.ts', 'test/vscode/untrusted.ts'],
    outdir: output,
    outbase: 'test/vscode',
    external: ['vscode'],
    sourcemap: 'inline',
    metafile: true,
  });
  for (const file of readdirSync(join(root, 'test', 'vscode', 'suite'))) {
    const suite = `test/vscode/suite/${file}`;
    if (!(suite in metafile.inputs))
      throw new Error(`${suite} is in no list: neither index.ts nor untrusted.ts runs it`);
  }
  return { trusted: join(root, output, 'index.js'), untrusted: join(root, output, 'untrusted.js') };
}
