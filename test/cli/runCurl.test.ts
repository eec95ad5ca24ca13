import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flowText } from '../support/flows';
import { readCurl } from '../support/readCurl';
import { flowLens, folderOf } from './command';

const endpoint = { headers: { Authorization: 'Bearer {{KEY}}', Accept: 'application/json' } };
const node = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: { id: '[[orderId]]' } };
const secret = "s3cret'value+1";
const files = {
  'a.flow.json': flowText({ url: 'https://api.example.com/[[orderId]]', endpoint, node }),
  'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }),
};

describe('--format curl', () => {
  test('prints the request as a command, sends nothing and gives 0, without --dry-run and with it', async (t) => {
    const cwd = folderOf(t, files);
    const args = ['run', 'a.flow.json', 'get-order', '--format', 'curl', '--var', "orderId=O'1"];
    const outcome = await flowLens(args, { cwd });
    assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
    assert.deepEqual(readCurl(outcome.stdout), {
      method: 'POST',
      url: "https://api.example.com/O'1",
      fields: [
        ['Authorization', `Bearer ${Buffer.from('••••').toString('latin1')}`],
        ['Accept', 'application/json'],
        ['Content-Type', 'application/json'],
      ],
      ownFields: [],
      content: Buffer.from(`{"id":"O'1"}`),
    });
    assert.deepEqual(await flowLens([...args, '--dry-run'], { cwd }), outcome);
  });

  test('shows secrets only where that is asked for', async (t) => {
    const cwd = folderOf(t, files);
    const args = ['run', 'a.flow.json', 'get-order', '--format', 'curl', '--var', 'orderId=1', '--reveal-secrets'];
    const { fields } = readCurl((await flowLens(args, { cwd })).stdout);
    assert.deepEqual(fields[0], ['Authorization', `Bearer ${secret}`]);
  });

  test('leaves what has no value as it is written, and names it on standard error', async (t) => {
    const cwd = folderOf(t, { 'a.flow.json': files['a.flow.json'] });
    const { code, stdout, stderr } = await flowLens(['run', 'a.flow.json', 'get-order', '--format', 'curl'], { cwd });
    assert.equal(code, 0);
    const { url, content } = readCurl(stdout);
    assert.deepEqual([url, content?.toString()], ['https://api.example.com/[[orderId]]', '{"id":"[[orderId]]"}']);
    const missing = ['[[orderId]]', '{{KEY}}'].map((name) => `flow-lens: "get-order": ${name} has no value\n`);
    assert.equal(stderr, missing.join(''));
  });

  test('prints one command for each of several nodes', async (t) => {
    const flow = JSON.parse(flowText({ url: 'https://api.example.com/a' }));
    flow.nodes.second = { ...flow.nodes['get-order'], query: [{ name: 'q', value: '1' }] };
    const cwd = folderOf(t, { 'a.flow.json': JSON.stringify(flow) });
    const { stdout } = await flowLens(['run', 'a.flow.json', 'get-order', 'second', '--format', 'curl'], { cwd });
    const urls = stdout.split('\n\n').map((command) => readCurl(command).url);
    assert.deepEqual(urls, ['https://api.example.com/a', 'https://api.example.com/a?q=1']);
  });

  test('is one document, whatever a file holds', async (t) => {
    const hostile = '\u001b[2J\n::error::x\n##vso[task.complete]\u202e\u0007';
    const body = `<a>${hostile}</a>`;
    const cwd = folderOf(t, { 'a.flow.json': flowText({ url: 'http://127.0.0.1:9', node: { method: 'POST', body } }) });
    for (const format of ['curl', 'text', 'json']) {
      const args = ['run', 'a.flow.json', 'get-order', '--dry-run', '--format', format];
      const { code, stdout } = await flowLens(args, { cwd });
      assert.equal(code, 0);
      assert.doesNotMatch(stdout, /(?!\n)[\p{Cc}\p{Bidi_Control}]|^\s*::/mu, format);
      if (format !== 'json') assert.doesNotMatch(stdout, /##\w*\[/, format);
      if (format === 'json') assert.equal(JSON.parse(stdout).request.body, body);
      if (format === 'curl') assert.equal(readCurl(stdout).content?.toString(), body);
    }
  });
});
