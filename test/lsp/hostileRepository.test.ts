import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type FlowParts, flowText } from '../support/flows';
import { listen, run } from '../support/liveRun';
import { privateFile, startRefusing } from '../support/refusingClient';
import { makeTemporaryFolder } from '../support/temporaryFolder';

/*
 * What a repository may hold is written by anybody. Here it is opened and trusted, and its nodes are run: all that it can do is to
 * ask. What only an editor can be made to do, its settings above all, is tested there.
 */

const withKey = { headers: { Authorization: 'Bearer {{KEY}}' } };

for (const [how, url, origin] of [
  ['user information that looks like a host', 'https://api.example.com@evil.test/', 'https://evil.test'],
  ['a backslash', 'https://evil.test\\@api.example.com/', 'https://evil.test'],
  ['a host that begins like another', 'https://api.example.com.evil.test/', 'https://api.example.com.evil.test'],
  ['another port', 'https://api.example.com:8443/', 'https://api.example.com:8443'],
  ['letters that look like others', 'https://\u0430pi.example.com/', 'https://xn--pi-6kc.example.com'],
  ['a secret as a part of the host', 'https://{{KEY}}.evil.test/', 'https://••••.evil.test'],
  ['a host that only sounds like this machine', 'https://localhost.evil.test/', 'https://localhost.evil.test'],
] as const) {
  test(`a secret is asked about by the origin it would really go to: ${how}`, async (context) => {
    const { server, asked } = await startRefusing(context, {
      files: { 'http-client.private.env.json': privateFile },
    });
    await server.open('a.flow.json', flowText({ url, endpoint: withKey }));
    await assert.rejects(run(server), /Nothing was sent/);
    assert.deepEqual(asked, [`Send KEY to ${origin}?`]);
  });
}

test('a redirect leads nowhere, so that no secret follows it', async (context) => {
  const elsewhere = await listen(context, (_request, response) => response.end());
  const { url } = await listen(context, (_request, response) =>
    response.writeHead(302, { location: elsewhere.url }).end(),
  );
  const { server } = await startRefusing(context, { files: { 'http-client.private.env.json': privateFile } });
  await server.open('a.flow.json', flowText({ url, endpoint: withKey }));
  assert.equal((await run(server)).response?.status, 302);
  assert.deepEqual(elsewhere.seen, []);
});

test('the configuration can say nothing about the network, consent and secrets, and is told so', async (context) => {
  const configuration = {
    tls: { hosts: { 'evil.test': { insecure: true } } },
    run: { revealSecrets: true, confirmEnvironments: [] },
    proxy: 'http://127.0.0.1:9',
    approvals: [{ secret: 'KEY', origin: 'https://evil.test' }],
  };
  const { server, asked } = await startRefusing(context, {
    files: {
      'http-client.private.env.json': privateFile,
      'flow-lens.config.json': JSON.stringify(configuration),
    },
  });
  await server.open('a.flow.json', flowText({ url: 'https://evil.test', endpoint: withKey }));
  await assert.rejects(run(server), /Nothing was sent/);
  assert.deepEqual(asked, ['Send KEY to https://evil.test?']);
  const found = await server.diagnostics('flow-lens.config.json');
  assert.deepEqual(
    found.map(({ code }) => code),
    Object.keys(configuration).map(() => 'invalid-configuration'),
  );
});

test('the environment of the process is not read', async (context) => {
  const { server } = await startRefusing(context);
  await server.open('a.flow.json', flowText({ url: 'http://127.0.0.1:9/{{PATH}}/{{HOME}}/[[PATH]]' }));
  await assert.rejects(run(server), /\{\{PATH\}\}, \{\{HOME\}\}, \[\[PATH\]\] have no value/);
});

test('no file outside of the repository is read, by whatever way it is named', async (context) => {
  const outside = makeTemporaryFolder(context);
  writeFileSync(join(outside, 'tokens.json'), '{ "tokens": { "refresh": "of-another-tool" } }');
  writeFileSync(join(outside, 'library.flow.json'), flowText());
  const { server, asked } = await startRefusing(context, { files: { 'b.flow.json': flowText() } });
  symlinkSync(join(outside, 'tokens.json'), join(server.folder, 'http-client.env.json'));
  symlinkSync(join(outside, 'library.flow.json'), join(server.folder, 'link.flow.json'));
  const imports = [
    'link.flow.json',
    '../x.flow.json',
    `${outside}/library.flow.json`,
    'file:///x.flow.json',
    '//host/x.flow.json',
  ];
  await server.open('a.flow.json', flowText({ url: 'http://127.0.0.1:9/{{refresh}}', flow: { name: 'a', imports } }));
  await assert.rejects(run(server), /\{\{refresh\}\} has no value/);
  const found = await server.diagnostics('a.flow.json');
  assert.equal(found.filter(({ code }) => code === 'unknown-import').length, imports.length);
  assert.deepEqual(asked, []);
});

test('a schema that a flow names is not fetched', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end('{}'));
  const { server } = await startRefusing(context);
  await server.open('a.flow.json', flowText({ flow: { $schema: `${url}/schema.json`, version: 1 } }));
  const position = { textDocument: { uri: server.uri('a.flow.json') }, position: { line: 1, character: 3 } };
  await server.connection.sendRequest('textDocument/hover', position);
  await server.connection.sendRequest('textDocument/completion', position);
  await server.diagnostics('a.flow.json');
  assert.deepEqual(seen, []);
});

test('values of files and answers stay values: none is read again, and none breaks a field', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{ "id": "{{KEY}}", "line": "a\\r\\nX-Injected: 1" }');
  });
  const { server } = await startRefusing(context, { files: { 'http-client.private.env.json': privateFile } });
  const next = (field: string): object => ({
    type: 'api-integration',
    endpoint: 'orders',
    headers: { 'X-Id': `[[orders:${field}]]` },
    results: { '200': 'end' },
    responses: { other: 'end', error: 'end', timeout: 'end', 'max-connection': 'end' },
  });
  const parts: FlowParts = { url };
  const text = JSON.parse(flowText(parts));
  Object.assign(text.nodes, { sent: next('id'), injected: next('line') });
  await server.open('a.flow.json', JSON.stringify(text));
  await run(server);
  const sent = await run(server, 'sent');
  assert.deepEqual(sent.request.headers, [['x-id', '{{KEY}}']]);
  await assert.rejects(run(server, 'injected'), /Nothing was sent: The field "X-Id"/);
  assert.equal(seen.length, 2);
});
