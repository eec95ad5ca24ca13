// Makes a fresh clone ready. Uses nothing but Node, since nothing else is there yet.
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Installs the dependencies unless exactly those of package-lock.json are there, and writes the demo's private file. */
export async function install() {
  if (!isInstalled()) {
    process.stdout.write('Installing dependencies\n');
    await npm(['ci']);
  }
  const privateFile = join(root, 'examples', 'http-client.private.env.json');
  if (!existsSync(privateFile)) copyFileSync(`${privateFile}.example`, privateFile);
}

// npm keeps beside the packages what it installed; packages for other machines are optional, and not in it.
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const there = packagesIn(installed);
  const wanted = Object.entries(packagesIn(join(root, 'package-lock.json')));
  return wanted.every(([path, { version, optional }]) => path === '' || optional || there[path]?.version === version);
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
