// Makes the .vsix as `npm run package` does, but for the build, at a place of its own.
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { run } from './run.mjs';

/** Packages what is built in dist into `file`. Gives all that vsce said, and rejects with it where vsce refuses. */
export async function packageExtension(file) {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { code, output } = await run(process.execPath, [vsce, 'package', '--out', file], { quiet: true });
  if (code !== 0) throw new Error(`vsce package failed:\n${output}`);
  return output;
}
