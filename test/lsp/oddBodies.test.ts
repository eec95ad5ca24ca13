import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { type Handler, listen, run, start } from '../support/liveRun';

/** What a run of a node that is judged by `$.status` comes to, and the response as a document. */
async function runWith(context: Parameters<typeof listen>[0], handle: Handler, files: Record<string, string> = {}) {
  const { url } = await listen(context, handle);
  const server = await start(context, { files });
  const parts = { endpoint: { elementValidation: '$.status' }, node: { results: { é: 'done', '200': 'done' } } };
  await server.open('a.flow.json', flowText({ url, ...parts }));
  const result = await run(server);
  const reference = { uri: server.uri('a.flow.json'), node: 'get-order' };
  const shown: protocol.OpenResponseResult = await server.connection.sendRequest(protocol.openResponse, reference);
  return { result, shown };
}

test('a charset that nobody knows is read as UTF-8, and said', async (context) => {
  const { result } = await runWith(context, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=klingon' }).end('{"status":"é"}');
  });
  assert.equal(result.branch?.key, 'é');
  assert.deepEqual(result.notes, ['the charset "klingon" is unknown, read as UTF-8']);
});

test('a charset that is known counts', async (context) => {
  const { result, shown } = await runWith(context, (_request, response) => {
    const fields = { 'content-type': 'application/json; charset=iso-8859-1' };
    response.writeHead(200, fields).end(Buffer.from('{"status":"é"}', 'latin1'));
  });
  assert.deepEqual([result.branch?.key, result.response?.bodyEncoding], ['é', 'iso-8859-1']);
  assert.match(shown.text, /"status": "é"/);
});

test('a content that is not in its coding takes "other", and is said', async (context) => {
  const { result } = await runWith(context, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{"status":"é"}');
  });
  assert.deepEqual(
    [result.branch?.key, result.branch?.why],
    ['other', 'the content is not in its coding "gzip", so "other"'],
  );
});

test('binary content is a hex dump for people and base64 for programs, without the secret that it holds', async (context) => {
  const secret = 'quite-a-secret';
  const bytes = Buffer.concat([Buffer.from([0x89, 0x50, 0, 0xff]), Buffer.from(secret), Buffer.alloc(5000)]);
  const files = {
    'http-client.env.json': '{ "dev": {} }',
    'http-client.private.env.json': JSON.stringify({ dev: { KEY: secret } }),
  };
  const { result, shown } = await runWith(
    context,
    (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(bytes)),
    files,
  );
  const { body = '', bodyEncoding, bodyBytes } = result.response ?? {};
  assert.deepEqual([bodyEncoding, bodyBytes], ['base64', bytes.length]);
  const read = Buffer.from(body, 'base64');
  assert.equal(read.toString('base64'), body);
  assert.deepEqual(read.subarray(0, 9), Buffer.concat([bytes.subarray(0, 4), Buffer.from('****\0')]));
  assert.equal(shown.language, 'plaintext');
  assert.match(
    shown.text,
    /\nBinary, 4\.9 KiB received, its beginning shown: Save Response Body writes all that was kept\n\n/,
  );
  assert.match(
    shown.text,
    /\n00000000 {2}89 50 00 ff 2a 2a 2a 2a {2}00 00 00 00 00 00 00 00 {2}\|\.P\.\.\*{4}\.{8}\|\n/,
  );
  assert.match(shown.text, /\n00000ff0 .*\n$/);
});

test('what would become many times as long is not laid out', async (context) => {
  const deep = `${'['.repeat(250)}${'1,'.repeat(200_000)}1${']'.repeat(250)}`;
  const { shown } = await runWith(context, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(deep);
  });
  assert.ok(shown.text.endsWith(`\n${deep}\n`));
  assert.equal(shown.language, 'jsonc');
});
