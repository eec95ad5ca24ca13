import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { buildFlowLens, type FlowLens, folderOf } from './command';

let server: Server;
let origin: string;
let received: IncomingMessage[] = [];
let flowLens: FlowLens;

before(async () => {
  flowLens = await buildFlowLens('runSecrets');
  server = createServer((request, response) => {
    received.push(request);
    response.end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(() => {
  received = [];
});

describe('secrets', () => {
  const secret = 'S3cret-Value-42';
  const files = (url: string) => ({
    'a.flow.json': flowText({ url, endpoint: { headers: { Authorization: 'Bearer {{KEY}}' } } }),
    'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret }, test: { KEY: 'other' } }),
  });

  test('go to this machine freely, and are shown nowhere', async (t) => {
    const cwd = folderOf(t, files(`${origin}/200`));
    for (const more of [[], ['--format', 'json'], ['--dry-run'], ['--dry-run', '--format', 'json']]) {
      const args = ['run', 'a.flow.json', 'get-order', '--env', 'dev', ...more];
      const { code, stdout, stderr } = await flowLens(args, { cwd });
      assert.equal(code, 0, stderr);
      assert.ok(!stdout.includes(secret));
    }
    assert.deepEqual(
      received.map(({ headers }) => headers.authorization),
      [`Bearer ${secret}`, `Bearer ${secret}`],
    );
  });

  test('go nowhere else without a person who says so, whatever --yes says', async (t) => {
    const cwd = folderOf(t, files('http://service.invalid/'));
    const args = ['run', 'a.flow.json', 'get-order', '--env', 'dev', '--yes'];
    const { code, stdout, stderr } = await flowLens(args, { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /KEY to http:\/\/service\.invalid/);
    assert.ok(!stderr.includes(secret));
  });

  test('go to an origin that --allow-secret names, and to no other', async (t) => {
    const cwd = folderOf(t, files('http://service.invalid/'));
    const run = (allowed: string) =>
      flowLens(['run', 'a.flow.json', 'get-order', '--env', 'dev', '--allow-secret', allowed], { cwd });
    assert.equal((await run('KEY=http://service.invalid')).code, 1);
    for (const other of [
      'OTHER=http://service.invalid',
      'KEY=https://service.invalid',
      'KEY=http://service.invalid:81',
    ]) {
      assert.equal((await run(other)).code, 2, other);
    }
    assert.match((await run('KEY=http://service.invalid/path')).stderr, /It must be NAME=ORIGIN/);
  });

  test('are those of the chosen environment: with several there is no choice but by --env', async (t) => {
    const cwd = folderOf(t, files(`${origin}/200`));
    const { code, stderr } = await flowLens(['run', 'a.flow.json', 'get-order'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /\{\{KEY\}\} has no value \(no environment is chosen\); --env/);
  });
});
