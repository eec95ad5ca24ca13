import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import manifest from '../../package.json';
import { flowText } from '../support/flows';
import { startAnsweringServer } from '../support/httpServers';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const folder = mkdtempSync(join(tmpdir(), 'flow-lens-package-'));
/** Where the package is installed, as a project of its own. */
const project = join(folder, 'project');

before(async () => {
  // Without scripts, which would build what is built: other tests run it meanwhile.
  const packed = await npm(['pack', '--ignore-scripts', '--pack-destination', folder], resolve('.'));
  assert.equal(packed.code, 0, packed.stderr);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
  const installed = await npm(['install', '--offline', '--ignore-scripts', join(folder, tarball)], project);
  assert.equal(installed.code, 0, installed.stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line, installed from its npm package where no other package can be had', () => {
  test('needs no other package, and brings what it needs and nothing else', () => {
    assert.deepEqual(
      readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['flow-lens'],
    );
    const installed = join(project, 'node_modules', 'flow-lens');
    assert.deepEqual(readdirSync(installed).sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
      'schemas',
    ]);
    const built = readdirSync(join(installed, 'dist'));
    assert.ok(built.includes('THIRD-PARTY-NOTICES.txt'));
    assert.deepEqual(
      built.filter((name) => name.endsWith('.map') || name === 'extension.js'),
      [],
    );
  });

  test('has a manifest that npm publishes as it stands: what it would correct, such as `bin`, it may leave out', async () => {
    const copy = join(folder, 'manifest');
    mkdirSync(copy);
    cpSync('package.json', join(copy, 'package.json'));
    assert.equal((await npm(['pkg', 'fix'], copy)).code, 0);
    assert.equal(readFileSync(join(copy, 'package.json'), 'utf8'), readFileSync('package.json', 'utf8'));
  });

  test('says its version and how it is used', async () => {
    assert.deepEqual(await flowLens(['--version']), { code: 0, stdout: `${manifest.version}\n`, stderr: '' });
    const { code, stdout } = await flowLens(['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: flow-lens /);
  });

  test('finds a fault', async () => {
    const mismatch = { endpoint: { headers: { Accept: 'text/html' } }, node: { headers: { accept: 'text/plain' } } };
    writeFileSync(join(project, 'faulty.flow.json'), flowText(mismatch));
    const { code, stdout, stderr } = await flowLens(['check', 'faulty.flow.json']);
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
    assert.match(stdout, /^faulty\.flow\.json:\d+:\d+ +error .*header-mismatch/m);
  });

  test('runs a node, and finds the branch by a JSONPath', async () => {
    await using server = await startAnsweringServer('200 OK', '{"order":{"state":"lost"}}', 'application/json');
    const node = { results: { '200': 'done', lost: 'not-found' } };
    const endpoint = { elementValidation: '$.order.state' };
    writeFileSync(join(project, 'run.flow.json'), flowText({ url: server.origin, endpoint, node }));
    const { code, stdout } = await flowLens(['run', 'run.flow.json', 'get-order', '--format', 'json']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout).branch.key, 'lost');
  });
});

/** `npx flow-lens` of the project, which never fetches what is not there. */
function flowLens(args: readonly string[]): Promise<Outcome> {
  return start('npx', ['--no-install', 'flow-lens', ...args], project);
}

function npm(args: readonly string[], cwd: string): Promise<Outcome> {
  return start('npm', [...args, '--cache', join(folder, 'cache'), '--no-audit', '--no-fund', '--loglevel=error'], cwd);
}

/** Runs one of npm's programs to its end. On Windows they are batch files, which need a shell. */
async function start(program: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const { FORCE_COLOR, NODE_OPTIONS, ...env } = process.env;
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}
