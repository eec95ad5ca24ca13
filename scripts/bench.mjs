// Measures Flow Lens against its peers and prints tables in Markdown.
//   npm run bench                          every table but those of a real editor
//   npm run bench -- cold keystroke        these tables only
//   npm run bench -- --sizes 20,200        for flows of these sizes
//   npm run bench -- --write               and puts the tables into test/bench/README.md
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { exitCode, npm } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const peers = join(root, 'test', 'bench', 'peers');
const output = join('.test-build', 'bench');

/** The peers have a lock of their own: what is measured against is the same everywhere. */
async function installPeers() {
  if (arePeersInstalled()) return;
  process.stderr.write('Installing the peers\n');
  await npm(['ci', '--ignore-scripts'], peers);
}

function arePeersInstalled() {
  const installed = join(peers, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const { packages } = JSON.parse(readFileSync(installed, 'utf8'));
  const { dependencies } = JSON.parse(readFileSync(join(peers, 'package.json'), 'utf8'));
  return Object.entries(dependencies).every(([name, version]) => packages[`node_modules/${name}`]?.version === version);
}

async function bundleBench() {
  const [{ build }, { bundle }] = await Promise.all([import('./build.mjs'), import('./bundle.mjs')]);
  await build();
  await bundle({
    // The second one runs inside an editor.
    entryPoints: ['test/bench/main.ts', 'test/bench/editorSuite.ts'],
    outdir: output,
    sourcemap: 'inline',
    packages: 'external',
    external: ['vscode'],
  });
}

try {
  await install();
  await installPeers();
  await bundleBench();
  const args = ['--enable-source-maps', join(output, 'main.js'), ...process.argv.slice(2)];
  process.exitCode = await exitCode(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
