// Builds what the extension and the command line run: dist/*.js, and the licences of what is bundled into it.
//   node scripts/build.mjs           small, as it is published
//   node scripts/build.mjs --watch   readable, and again on every change
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundle, bundleInChunks, root } from './bundle.mjs';
import { toThirdPartyNotices } from './thirdPartyNotices.mjs';

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
  mkdirSync(dist, { recursive: true });
  writeCommand();
  const kept = { outdir: 'dist', minify: !watch, metafile: true };
  // An editor's task waits for the words of the larger one.
  const logLevel = watch ? 'info' : 'warning';
  const programs = { entryPoints: entries, external: ['vscode'], logLevel, ...kept };
  const bundles = [
    await bundle({ ...page, ...kept }, watch),
    await (watch ? bundle(programs, watch) : bundleInChunks(programs)),
  ];
  if (watch) return;
  const metafiles = bundles.map(({ metafile }) => metafile);
  writeFileSync(join(dist, notices), toThirdPartyNotices(metafiles));
  const made = metafiles.flatMap(({ outputs }) => Object.keys(outputs)).map((path) => basename(path));
  removeStale([command, notices, ...made.flatMap((name) => [name, `${name}.map`])]);
}

const dist = join(root, 'dist');
const command = 'flow-lens.js';
const notices = 'THIRD-PARTY-NOTICES.txt';

// What an older build has left would be published too.
function removeStale(made) {
  const stale = readdirSync(dist).filter((name) => !made.includes(name));
  for (const name of stale) rmSync(join(dist, name), { recursive: true, force: true });
}

// The package's `bin`. Server and command line are one program, which decides by its arguments.
function writeCommand() {
  const file = join(dist, command);
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
