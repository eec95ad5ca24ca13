import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startEchoServer } from '../support/echoServer';
import type { FaultServer } from '../support/faultServer';
import { type ProxyServer, startProxyServer } from '../support/proxyServer';
import {
  expectNoSecret,
  filesOf,
  namedOrigin,
  nodes,
  nodeWithToken,
  readFilesBelow,
  type Shape,
  shapes,
  tokenName,
  valuesOf,
} from '../support/redactionProof';
import { flowLens, folderOf } from './command';

let echo: FaultServer;
let proxy: ProxyServer;

before(async () => {
  echo = await startEchoServer(valuesOf);
  proxy = await startProxyServer();
});
after(async () => {
  await proxy[Symbol.asyncDispose]();
  await echo[Symbol.asyncDispose]();
});

/** Ways to run all nodes of a flow. A further format is a line here. */
const ways: readonly (readonly string[])[] = [
  ['--format', 'json'],
  ['--format', 'text'],
  ['--dry-run'],
  ['--dry-run', '--format', 'json'],
  ['--format', 'curl'],
];

/** Of the shape's person at the proxy. */
function proxyOf({ password }: Shape): string {
  return proxy.origin.replace('://', `://me:${encodeURIComponent(password)}@`);
}

/** What lets every secret go where the flow sends it. */
function consent(): readonly string[] {
  const allowed = ['KEY', 'STORED'].map((name) => `${name}=${namedOrigin(echo.origin)}`);
  return ['--yes', ...[...allowed, 'KEY=http://k.invalid'].flatMap((value) => ['--allow-secret', value])];
}

/** JSON has all that the others have: they are looked at with some shapes. */
function waysFor(index: number): typeof ways {
  return index % 6 === 5 ? ways : ways.slice(0, 1);
}

suite('no form of a secret is printed or written', () => {
  for (const [index, shape] of shapes.entries()) {
    test(`that has ${shape.name}`, async (t) => {
      const variables = { 'vars.json': JSON.stringify({ [tokenName]: shape.token }) };
      const files = { ...filesOf(echo.origin, [shape]), ...variables };
      const cwd = folderOf(t, files);
      const temporary = folderOf(t, {});
      const env = { TMPDIR: temporary, STORED: shape.stored, http_proxy: proxyOf(shape) };
      const given = ['--env', 'dev', '--var', `pin=${shape.pin}`, '--vars', 'vars.json', '--secret-from-env', 'STORED'];
      const runs = waysFor(index).map(async (way) => {
        const args = ['run', `${shape.folder}/a.flow.json`, ...nodes, nodeWithToken, ...given, ...consent(), ...way];
        const { code, stdout, stderr } = await flowLens(args, { cwd, env });
        assert.ok(code !== null && stdout.includes('••••'), stderr);
        expectNoSecret(`the standard output of ${way.join(' ')}`, stdout, shape);
        expectNoSecret(`the standard error of ${way.join(' ')}`, stderr, shape);
      });
      await Promise.all(runs);
      expectNoSecret('a file of the workspace', readFilesBelow(cwd, Object.keys(files)), shape);
      expectNoSecret('a temporary file', readFilesBelow(temporary), shape);
    });
  }

  test('by a check, in any format', async (t) => {
    const cwd = folderOf(t, filesOf(echo.origin));
    for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
      const { stdout, stderr } = await flowLens(['check', '--format', format, '--env', 'dev'], { cwd });
      assert.notEqual(stdout, '');
      for (const shape of shapes) expectNoSecret(`the ${format} of a check`, stdout + stderr, shape, [shape.secret]);
    }
  });
});
