// Installs VS Code for the browser into .vscode-test/, which git ignores.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bundle.mjs';
import { npm } from '../run.mjs';
import { releases } from './releases.mjs';

/** Installs a version unless it is there already. Gives the folder of VS Code's server and the Node that runs it. */
export async function installVSCode(version) {
  const release = releases[version];
  const folder = join(root, '.vscode-test', release.codeServer);
  const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  if (!isInstalled(folder, release)) {
    process.stdout.write(`Installing VS Code ${release.vscode}, once; this takes about a minute\n`);
    await install(folder, server, release);
  }
  return { server, node: nodeOf(folder, release) };
}

// Written last, so a half-done install is never taken for a whole one; compared, so a changed recipe is installed anew.
const markerOf = (folder) => join(folder, 'installed.json');

function isInstalled(folder, release) {
  return existsSync(markerOf(folder)) && readFileSync(markerOf(folder), 'utf8') === JSON.stringify(release);
}

async function install(folder, server, release) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Without a package of its own, npm would install into the project around it.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // The install script of code-server refuses to run as root; all it does beyond these steps is not needed here.
  await npm(['install', '--ignore-scripts', ...packagesOf(release)], folder);
  await npm(['install', '--ignore-scripts', '--omit=dev'], server);
  // Compiling takes longer than all else here, a third of that for speed that no test would notice.
  await npm(['rebuild', ...release.native], server, { CXXFLAGS: '-O0' });
  copyRipgrep(folder, server, release);
  writeFileSync(markerOf(folder), JSON.stringify(release));
}

function packagesOf(release) {
  const packages = [`code-server@${release.codeServer}`];
  if (!runsOnThisNode(release)) packages.push(`${nodePackage()}@${release.node}`);
  if (release.ripgrep !== undefined) packages.push(`${ripgrepPackage()}@${release.ripgrep}`);
  return packages;
}

const major = (version) => Number.parseInt(version, 10);
const runsOnThisNode = (release) => major(process.versions.node) === major(release.node);
const nodePackage = () => `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const ripgrepPackage = () => `@vscode/ripgrep-${process.platform}-${process.arch}`;
const program = (name) => (process.platform === 'win32' ? `${name}.exe` : name);

function nodeOf(folder, release) {
  if (runsOnThisNode(release)) return process.execPath;
  return join(folder, 'node_modules', nodePackage(), 'bin', program('node'));
}

// Finding files, and so `workspaceContains:` activation, runs ripgrep, which older packages download when installed.
function copyRipgrep(folder, server, release) {
  if (release.ripgrep === undefined) return;
  const bin = join(server, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync(join(folder, 'node_modules', ripgrepPackage(), 'bin', program('rg')), join(bin, program('rg')));
}
