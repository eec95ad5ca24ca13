import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { describeBody, node, saveBody, startWith } from '../support/bodies';
import { type Handler, run, signal } from '../support/liveRun';
import { makeTemporaryFolder } from '../support/temporaryFolder';

const mebibyte = 1024 ** 2;

suite('a body is saved', () => {
  test('as it came, its codings undone, under the name that it has', async (context) => {
    const content = Buffer.from([0x89, 0x50, 0, 0xff, 0x0a]);
    const { server, target } = await startWith(context, (_request, response) => {
      const fields = { 'content-encoding': 'gzip', 'content-disposition': 'attachment; filename="../a b.png"' };
      response.writeHead(200, fields).end(gzipSync(content));
    });
    assert.equal(await server.connection.sendRequest(protocol.savableBody, node(server)), null);
    await run(server);
    const { id, ...body } = await describeBody(server);
    assert.deepEqual(body, { name: 'a b.png', bytes: 5, isCut: false, holdsSecret: false });
    await saveBody(server, { id, ...body }, target);
    assert.deepEqual(readFileSync(target), content);
  });

  test('in full, where it is longer than what is shown and evaluated', async (context) => {
    const content = Buffer.alloc(18 * mebibyte, 'flow lens ');
    const { server, target, stored } = await startWith(context, (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).end(content);
    });
    const { response, notes } = await run(server);
    assert.deepEqual(
      [response?.truncated, response?.bodyBytes, response?.body.length],
      [true, content.length, mebibyte],
    );
    assert.deepEqual(notes, ['no variables, as a content of 18 MiB is not evaluated']);
    const body = await describeBody(server);
    assert.deepEqual([body.name, body.bytes, body.isCut], ['17.csv', content.length, false]);
    await saveBody(server, body, target);
    assert.ok(readFileSync(target).equals(content));
    assert.equal(stored().length, 1);
    const shown: protocol.OpenResponseResult | null = await server.connection.sendRequest(
      protocol.openResponse,
      node(server),
    );
    assert.match(
      shown?.text ?? '',
      /\n18 MiB received, the beginning shown: Save Response Body writes all that was kept\n/,
    );
  });

  test('as far as it came', async (context) => {
    const settings = { run: { bodyLimit: 2 * mebibyte } };
    const handle: Handler = (_request, response) => void response.writeHead(200).end(Buffer.alloc(3 * mebibyte, 'x'));
    const { server, target } = await startWith(context, handle, { settings });
    await run(server);
    const body = await describeBody(server);
    assert.deepEqual([body.bytes, body.isCut], [2 * mebibyte, true]);
    await saveBody(server, body, target);
    assert.equal(statSync(target).size, 2 * mebibyte);
  });

  test('in the place of another file, whose permissions stay', async (context) => {
    const { server, target } = await startWith(context, (_request, response) => void response.end('new'));
    await run(server);
    writeFileSync(target, 'something old', { mode: 0o640 });
    await saveBody(server, await describeBody(server), target);
    assert.equal(readFileSync(target, 'utf8'), 'new');
    if (process.platform !== 'win32') assert.equal(statSync(target).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(join(target, '..')), ['saved']);
  });
});

suite('nothing is saved', () => {
  const answer: Handler = (_request, response) => void response.end('secret or not');

  test('over a link, into a folder that is not there, or where it is no file', async (context) => {
    const { server, target } = await startWith(context, answer);
    await run(server);
    const body = await describeBody(server);
    const precious = join(makeTemporaryFolder(context), 'precious');
    writeFileSync(precious, 'x');
    symlinkSync(precious, target);
    await assert.rejects(saveBody(server, body, target), /can't be saved to ".*": it is a link/);
    assert.equal(readFileSync(precious, 'utf8'), 'x');
    await assert.rejects(saveBody(server, body, join(target, '..')), /can't be saved to ".*": it is no file/);
    for (const missing of [join(precious, '..', 'no', 'folder'), join(precious, 'file')])
      await assert.rejects(saveBody(server, body, missing), /can't be saved to ".*": there is no such folder$/);
    const remote = { ...node(server), id: body.id, target: 'vscode-vfs://github/a/b' };
    await assert.rejects(server.connection.sendRequest(protocol.saveBody, remote), /can only be saved to a file/);
    assert.deepEqual(readdirSync(join(target, '..')), ['saved']);
  });

  test('that the person was not asked about: after another run it is another body', async (context) => {
    const { server, target } = await startWith(context, answer);
    await run(server);
    const body = await describeBody(server);
    assert.equal((await describeBody(server)).id, body.id);
    await run(server);
    await assert.rejects(saveBody(server, body, target), /has another response by now/);
    assert.equal(existsSync(target), false);
  });

  test('of a run that failed, or is under way', async (context) => {
    const arrived = signal();
    let answers = 0;
    const { server } = await startWith(context, (request, response) => {
      if (answers++ === 0) return void request.socket.resetAndDestroy();
      response.writeHead(200).write('half');
      arrived.resolve();
    });
    await run(server);
    assert.equal(await server.connection.sendRequest(protocol.savableBody, node(server)), null);
    const source = new CancellationTokenSource();
    const running = server.connection.sendRequest(protocol.runNode, node(server), source.token);
    await arrived.promise;
    await assert.rejects(describeBody(server), /is running: its body can be saved when all of it is there/);
    source.cancel();
    await assert.rejects(running);
  });

  test('whose file was swept away', async (context) => {
    const { server, target, storage } = await startWith(
      context,
      (_request, response) => void response.end(Buffer.alloc(2 * mebibyte)),
    );
    await run(server);
    const body = await describeBody(server);
    const [file = ''] = readdirSync(storage, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /[\da-f-]{36}[\\/][\da-f-]{36}$/.test(name),
    );
    rmSync(join(storage, file));
    await assert.rejects(saveBody(server, body, target), /is not kept any more: run the node again/);
    await assert.rejects(describeBody(server), /is not kept any more: run the node again/);
    assert.deepEqual(readdirSync(join(target, '..')), []);
  });
});

suite('a secret in a body is seen before it is saved', () => {
  const secret = 'quite-a-sécret"key';
  const files = {
    'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }),
    'http-client.env.json': '{"dev": {}}',
  };
  const forms = [
    ['plain', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in base64', Buffer.from(secret).toString('base64')],
  ] as const;

  test('in any form, between any bytes, across the seams of what is read', async (context) => {
    let content: Uint8Array = Buffer.alloc(0);
    const handle: Handler = (_request, response) => void response.end(content);
    const { server } = await startWith(context, handle, { files });
    const holdsSecret = async (bytes: Uint8Array): Promise<boolean> => {
      content = bytes;
      await run(server);
      return (await describeBody(server)).holdsSecret;
    };
    assert.equal(await holdsSecret(Buffer.alloc(3 * mebibyte, 'quite-a-s')), false);
    for (const [name, form] of forms) {
      assert.equal(await holdsSecret(Buffer.from(`<${form}>`)), true, name);
      const binary = Buffer.concat([Buffer.from([0, 0xff, 0xc3]), Buffer.from(form), Buffer.from([0x80, 0])]);
      assert.equal(await holdsSecret(binary), true, `${name}, binary`);
    }
    // The file is read a mebibyte at a time, and looked at in pieces of an eighth.
    for (const before of [mebibyte - 1, mebibyte / 8 - 9, mebibyte / 8, 2 * mebibyte - 12]) {
      const bytes = Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(secret), Buffer.alloc(mebibyte, 'y')]);
      assert.equal(await holdsSecret(bytes), true, `${before} bytes before it`);
    }
    assert.equal(await holdsSecret(Buffer.from(`\uFEFF${'x'.repeat(mebibyte)}${secret}`, 'utf16le')), true, 'UTF-16');
  });
});
