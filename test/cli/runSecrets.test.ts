import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { useOriginServer } from './originServer';

const service = useOriginServer((_request, response) => void response.end('{}'));

describe('secrets', () => {
  const secret = 'S3cret-Value-42';
  const files = (url: string) => ({
    'a.flow.json': flowText({ url, endpoint: { headers: { Authorization: 'Bearer {{KEY}}' } } }),
    'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret }, test: { KEY: 'other' } }),
  });

  test('go to this machine freely, and are shown nowhere', async (t) => {
    const cwd = folderOf(t, files(`${service.origin}/200`));
    for (const more of [[], ['--format', 'json'], ['--dry-run'], ['--dry-run', '--format', 'json']]) {
      const args = ['run', 'a.flow.json', 'get-order', '--env', 'dev', ...more];
      const { code, stdout, stderr } = await flowLens(args, { cwd });
      assert.equal(code, 0, stderr);
      assert.ok(!stdout.includes(secret));
    }
    assert.deepEqual(
      service.received.map(({ headers }) => headers.authorization),
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
    const cwd = folderOf(t, files(`${service.origin}/200`));
    const { code, stderr } = await flowLens(['run', 'a.flow.json', 'get-order'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /\{\{KEY\}\} has no value \(no environment is chosen\); --env/);
  });
});
