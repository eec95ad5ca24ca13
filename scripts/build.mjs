// Builds what the extension and the command line run: dist/*.js.
//   node scripts/build.mjs           small, as it is published
//   node scripts/build.mjs --watch   readable, and again on every change
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';

const entries = {
  extension: 'client/src/extension.ts',
  server: 'server/src/main.ts',
  worker: 'server/src/run/worker.ts',
  description: 'server/src/workspace/descriptionWorker.ts',
};

// What runs inside a page of the editor's: the picture of a flow.
const page = {
  entryPoints: { graph: 'client/src/graph/page/page.ts' },
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
};

/** Builds once, or keeps building where `watch` is set. Rejects when a source is missing or does not compile. */
export async function build({ watch = false } = {}) {
  for (const source of Object.values(entries)) {
    if (!existsSync(join(root, source))) throw new Error(`nothing to build: "${source}" does not exist`);
  }
  writeCommand();
  await bundle({ ...page, outdir: 'dist', minify: !watch }, watch);
  await bundle({ entryPoints: entries, outdir: 'dist', external: ['vscode'], minify: !watch }, watch);
}

// The package's `bin`. Server and command line are one program, which decides by its arguments.
function writeCommand() {
  const file = join(root, 'dist', 'flow-lens.js');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(file, "#!/usr/bin/env node\nrequire('./server.js');\n");
  chmodSync(file, 0o755);
}

if (process.argv[1]?.endsWith('build.mjs')) {
  await build({ watch: process.argv.includes('--watch') }).catch((error) => {
    // esbuild has printed what does not compile; anything else is said here.
    if (error.errors === undefined) process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
