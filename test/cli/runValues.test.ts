import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { flowLens, folderOf } from './command';
import { useOriginServer } from './originServer';

/** Echoes what it was sent. */
const service = useOriginServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ url: request.url, key: request.headers['x-key'] }));
});

describe('--vars', () => {
  const run = (cwd: string, ...args: string[]) => flowLens(['run', 'a.flow.json', 'get-order', ...args], { cwd });
  const flow = () => flowText({ url: `${service.origin}/[[a]]/[[b]]` });

  test('gives session variables as they are written, and --var wins over it', async (t) => {
    const variables = '{ "a": 12345678901234567890, "b": "x y", "c": true }';
    const cwd = folderOf(t, { 'a.flow.json': flow(), 'vars.json': variables });
    assert.equal((await run(cwd, '--vars', 'vars.json')).code, 0);
    assert.equal((await run(cwd, '--vars', 'vars.json', '--var', 'b=z')).code, 0);
    assert.equal((await run(cwd, '--var', 'b=z', '--vars', 'vars.json')).code, 0);
    assert.deepEqual(
      service.received.map(({ url }) => url),
      ['/12345678901234567890/x%20y', '/12345678901234567890/z', '/12345678901234567890/z'],
    );
  });

  const faults: Readonly<Record<string, string | Uint8Array>> = {
    '1:1: The file is empty: expected a JSON object': '',
    '2:8: Expected a value': '{\n  "a": , "b": 1 }',
    '1:9: JSON allows no comma after the last entry': '{ "a": 1, }',
    '1:1: Session variables are an object of names and values': '[1]',
    '2:12: The value of "b" must be a string, a number or a boolean': '{ "a": 1,\n      "b": null }',
    '1:8: The value of "a" must be a string, a number or a boolean': '{ "a": ["pass-word"] }',
    '1:10: The file is not UTF-8': Uint8Array.from(Buffer.from('{ "a": "x\xff" }', 'latin1')),
  };
  for (const [reason, content] of Object.entries(faults)) {
    test(`of a file that is wrong ends with 2: ${reason}`, async (t) => {
      const cwd = folderOf(t, { 'a.flow.json': flow(), 'sub/vars.json': content });
      const { code, stdout, stderr } = await run(cwd, '--vars', 'sub/vars.json');
      assert.deepEqual([code, stdout], [2, '']);
      assert.equal(stderr.split('\n')[0]?.startsWith(`flow-lens: sub/vars.json:${reason}`), true, stderr);
      assert.equal(service.received.length, 0);
    });
  }

  test('of a file that can not be read ends with 2', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flow() });
    for (const [file, reason] of [
      ['none.json', 'there is no such file'],
      ['.', 'it is a folder'],
    ] as const) {
      const { code, stderr } = await run(cwd, '--vars', file);
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`^flow-lens: The variables ".*" can't be read: ${reason}\n$`));
    }
  });
});

describe('--secret-from-env', () => {
  const secret = 'from-the-process-1234';
  const env = { KEY: secret, OTHER: 'other-of-the-process' };
  const args = ['run', 'a.flow.json', 'get-order'];
  const flow = (url = service.origin) =>
    flowText({ url, endpoint: { headers: { 'X-Key': '{{KEY}}', 'X-O': '{{OTHER}}' } } });

  test('takes the named variable, and no other; it is sent to this machine and shown nowhere', async (t) => {
    const cwd = folderOf(t, {
      'a.flow.json': flowText({ url: service.origin, endpoint: { headers: { 'X-Key': '{{KEY}}' } } }),
    });
    for (const more of [[], ['--format', 'json'], ['--dry-run'], ['--format', 'curl']]) {
      const { code, stdout, stderr } = await flowLens([...args, '--secret-from-env', 'KEY', ...more], { cwd, env });
      assert.deepEqual([code, stderr, stdout.includes(secret)], [0, '', false], more.join(' '));
    }
    assert.deepEqual(
      service.received.map(({ headers }) => headers['x-key']),
      [secret, secret],
    );
    const other = folderOf(t, { 'a.flow.json': flow() });
    const refused = await flowLens([...args, '--secret-from-env', 'KEY'], { cwd: other, env });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /\{\{OTHER\}\} has no value/);
    assert.doesNotMatch(refused.stderr, /of-the-process/);
  });

  test('gives several, wins over the private file, and loses to --env-var', async (t) => {
    const cwd = folderOf(t, {
      'a.flow.json': flow(),
      'http-client.private.env.json': JSON.stringify({ dev: { KEY: 'of-the-file', OTHER: 'of-the-file' } }),
    });
    const both = ['--secret-from-env', 'KEY', '--secret-from-env', 'OTHER'];
    assert.equal((await flowLens([...args, ...both], { cwd, env })).code, 0);
    assert.equal((await flowLens([...args, ...both, '--env-var', 'KEY=given'], { cwd, env })).code, 0);
    const sent = service.received.map(({ headers }) => [headers['x-key'], headers['x-o']]);
    assert.deepEqual(sent, [
      [secret, env.OTHER],
      ['given', env.OTHER],
    ]);
  });

  test('binds the secret to origins like any other', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flow('https://service.invalid/') });
    const given = [...args, '--secret-from-env', 'KEY', '--secret-from-env', 'OTHER', '--yes'];
    const refused = await flowLens(given, { cwd, env });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /Send KEY to https:\/\/service\.invalid: not confirmed/);
    const allowed = ['KEY', 'OTHER'].flatMap((name) => ['--allow-secret', `${name}=https://service.invalid`]);
    assert.equal((await flowLens([...given, ...allowed], { cwd, env })).code, 1);
  });

  test('of a variable that is not set, or empty, ends with 2', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flow() });
    for (const name of ['NOT_SET_ANYWHERE', 'EMPTY']) {
      const { code, stdout, stderr } = await flowLens([...args, '--secret-from-env', name], {
        cwd,
        env: { ...env, EMPTY: '' },
      });
      assert.deepEqual([code, stdout], [2, '']);
      assert.equal(stderr, `flow-lens: The process environment has no value for "${name}"\n`);
    }
    assert.equal(service.received.length, 0);
  });

  test('says where a value is too short to be hidden', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': flowText({ url: service.origin }) });
    const { code, stderr } = await flowLens([...args, '--secret-from-env', 'PIN'], { cwd, env: { PIN: '123' } });
    assert.equal(code, 0);
    assert.match(stderr, /^flow-lens: The value of "PIN" is too short to be hidden/);
    assert.doesNotMatch(stderr, /123/);
  });

  test('counts as a value that is defined', async (t) => {
    const configuration = JSON.stringify({ rules: { 'undefined-environment-value': 'error' } });
    const cwd = folderOf(t, { 'a.flow.json': flow(), 'flow-lens.config.json': configuration });
    const given = [...args, '--secret-from-env', 'KEY', '--env-var', 'OTHER=x'];
    const { code, stderr } = await flowLens(given, { cwd, env });
    assert.deepEqual([code, stderr], [0, '']);
  });
});

describe('--reveal-secrets', () => {
  test('shows them in the request, in the answer and in the preview', async (t) => {
    const secret = 'a-secret-of-the-file';
    const cwd = folderOf(t, {
      'a.flow.json': flowText({ url: service.origin, endpoint: { headers: { 'X-Key': '{{KEY}}' } } }),
      'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }),
    });
    const args = ['run', 'a.flow.json', 'get-order', '--format', 'json'];
    const revealed = JSON.parse((await flowLens([...args, '--reveal-secrets'], { cwd })).stdout);
    assert.deepEqual(revealed.request.headers, [['x-key', secret]]);
    assert.deepEqual(JSON.parse(revealed.response.body), { url: '/', key: secret });
    assert.equal(revealed.variables['orders:key'], secret);
    const preview = await flowLens([...args, '--reveal-secrets', '--dry-run'], { cwd });
    assert.ok(preview.stdout.includes(secret));
    assert.ok(!(await flowLens(args, { cwd })).stdout.includes(secret));
  });
});
