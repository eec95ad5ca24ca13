// VS Code's own server: it serves the workbench to a browser and runs extensions in a Node process.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../run.mjs';
import { temporaryFolder } from '../temporaryFolder.mjs';
import { installVSCode } from './install.mjs';
import { writeUserData } from './userData.mjs';

/**
 * Serves VS Code on a free loopback port with new user data: the person's own `settings`, and `extension` installed. For
 * `tests` it is opened in development instead, as VS Code demands. Without `trust`, folders open in restricted mode.
 * `extension` is the project's folder, of which what would be published is copied, or a .vsix.
 * Gives a function from a folder, or none, to the URL that opens it. Closing ends every process and removes the data.
 */
export async function startServer({ version, extension, tests, trust = true, settings = {} }, defer) {
  const { node, server } = await installVSCode(version);
  const data = temporaryFolder(defer);
  const isPackage = extension.endsWith('.vsix');
  writeUserData(data, settings, isPackage || tests !== undefined ? undefined : extension);
  if (isPackage) await installPackage(node, server, data, extension);
  const token = randomUUID();
  const child = spawn(node, [join('out', 'server-main.js'), ...argumentsFor(data, token, { tests, trust })], {
    cwd: server,
    env: ownEnvironment(),
    // A process group of its own, so that the extension host and what it started end with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  defer(() => endTree(child));
  const port = await listening(child);
  return (folder) => addressOf(port, token, folder, tests === undefined ? {} : { extension, tests });
}

/** Installs a .vsix as a person does, by VS Code's own command. */
async function installPackage(node, server, data, file) {
  const args = [join('out', 'server-main.js'), '--install-extension', file, '--server-data-dir', data];
  const options = { cwd: server, env: ownEnvironment(), quiet: true };
  const { code, output } = await run(node, [...args, '--accept-server-license-terms'], options);
  if (code !== 0) throw new Error(`${file} could not be installed:\n${output}`);
}

function argumentsFor(data, token, { tests, trust }) {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
    ...['--server-data-dir', data, '--accept-server-license-terms'],
    ...['--telemetry-level', 'off', '--disable-telemetry'],
    // The extension host would wait for a login shell, and have what that sets on this machine.
    '--force-disable-user-env',
    // Newer versions run tests only with it, and then show no notifications.
    ...(tests === undefined ? [] : ['--enable-smoke-test-driver']),
    ...(trust ? ['--disable-workspace-trust'] : []),
  ];
}

// Variables of a VS Code or a test runner around us would make this one believe that it is their child. Without a
// gallery it asks no network which extensions there are.
function ownEnvironment() {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_TEST_CONTEXT$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}' };
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined && output.includes('Extension host agent started')) resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`VS Code's server ended with ${code}:\n${output}`)));
  });
}

function addressOf(port, token, folder, { extension, tests }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`;
  const payload = [['skipWelcome', 'true']];
  if (tests !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(extension)], ['extensionTestsPath', remote(tests)]);
  }
  const query = new URLSearchParams({
    tkn: token,
    ...(folder === undefined ? { ew: 'true' } : { folder: decodeURIComponent(pathToFileURL(folder).pathname) }),
    payload: JSON.stringify(payload),
  });
  return `http://127.0.0.1:${port}/?${query}`;
}

async function endTree(child) {
  const running = child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  const ended = running ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
  signalTree(child);
  await ended;
}

// It keeps nothing worth a graceful end, and what is left of the group when its leader is gone must end too.
function signalTree(child) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
