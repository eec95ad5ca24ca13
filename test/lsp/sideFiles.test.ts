import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { ClientCapabilities, CodeAction, Diagnostic } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { flowText } from '../support/flows';
import { initRepository } from '../support/git';
import { type LanguageServer, pulling } from '../support/languageServer';
import { flowLens, start } from '../support/liveRun';

const calling = flowText({ url: '{{ordersApi}}/orders' });
const undefinedValue = 'undefined-environment-value';
const configuration = 'flow-lens.config.json';
const privateFile = 'http-client.private.env.json';

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

async function close(server: LanguageServer, name: string): Promise<void> {
  await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: server.uri(name) } });
}

function actionsAt(server: LanguageServer, name: string, found: Diagnostic | undefined): Promise<CodeAction[]> {
  return server.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: server.uri(name) },
    range: found?.range,
    context: { diagnostics: [] },
  });
}

suite('what changes beside a flow renews its findings', () => {
  test('in an environment file that is being edited, let go of, or changed on disk', async (context) => {
    const files = { 'http-client.env.json': '{ "dev": {} }' };
    const server = await start(context, { files });
    const found = async () => codes(await server.diagnostics('a.flow.json')).includes(undefinedValue);
    await server.open('a.flow.json', calling);
    assert.equal(await found(), true);
    await server.open('http-client.env.json', '{ "dev": { "ordersApi": "http://127.0.0.1:9" } }');
    assert.equal(await found(), false);
    await server.change('http-client.env.json', 2, '{ "dev": { "another": "" } }');
    assert.equal(await found(), true);
    await server.change('http-client.env.json', 3, '{ "dev": { "another": ');
    assert.equal(await found(), false, 'the broken file is reported, and there is no flood of undefined values');
    await close(server, 'http-client.env.json');
    assert.equal(await found(), true);
    writeFileSync(join(server.folder, 'http-client.env.json'), '{ "dev": { "ordersApi": "http://127.0.0.1:9" } }');
    await server.tellChanged('http-client.env.json', 2);
    assert.equal(await found(), false);
  });

  test('in the configuration that is being edited, let go of, or changed on disk', async (context) => {
    const server = await start(context);
    const found = async () => {
      const diagnostics = await server.diagnostics('a.flow.json');
      return diagnostics.find(({ code }) => code === undefinedValue)?.severity;
    };
    await server.open('a.flow.json', calling);
    assert.equal(await found(), 2);
    await server.open(configuration, `{ "rules": { "${undefinedValue}": "error" } }`);
    assert.equal(await found(), 1);
    await server.change(configuration, 2, '{ "secrets": ["ordersApi"] }');
    assert.equal(await found(), undefined);
    await close(server, configuration);
    assert.equal(await found(), 2);
    writeFileSync(join(server.folder, configuration), '{ "secrets": ["ordersApi"] }');
    await server.tellChanged(configuration, 1);
    assert.equal(await found(), undefined);
  });
});

suite('the configuration', () => {
  test('is reported as the editor has it, and mended', async (context) => {
    const server = await start(context, { files: { [configuration]: '{ "rules": {} }' } });
    assert.deepEqual(codes(await server.diagnostics(configuration)), []);
    await server.open(configuration, '{ "rules": { "shema": "off" }, "secret": [] }');
    const [unknown, invalid] = await server.diagnostics(configuration);
    assert.deepEqual([unknown?.code, unknown?.severity], ['unknown-rule', 2]);
    assert.deepEqual([invalid?.code, invalid?.severity], ['invalid-configuration', 1]);
    const [change] = await actionsAt(server, configuration, unknown);
    assert.equal(change?.title, 'Change to "schema"');
    const textDocument = { uri: server.uri(configuration), version: 1 };
    assert.deepEqual(change?.edit?.documentChanges, [
      { textDocument, edits: [{ range: unknown?.range, newText: '"schema"' }] },
    ]);
  });

  test('below the root is none, and no flow either', async (context) => {
    const server = await start(context);
    await server.open(`deep/${configuration}`, '{ "rules": [] }');
    assert.deepEqual(await server.diagnostics(`deep/${configuration}`), []);
  });
});

suite('a fix in a file that is not there', () => {
  const ask = async (server: LanguageServer) => {
    await server.open('a.flow.json', calling);
    const diagnostics = await server.diagnostics('a.flow.json');
    return actionsAt(
      server,
      'a.flow.json',
      diagnostics.find(({ code }) => code === undefinedValue),
    );
  };

  test('creates it', async (context) => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const] };
    const capabilities: ClientCapabilities = { ...flowLens, workspace: { ...pulling.workspace, workspaceEdit } };
    const server = await start(context, { capabilities });
    const [add, declare] = await ask(server);
    assert.deepEqual([add?.title, add?.isPreferred], ['Add "ordersApi" to http-client.env.json', true]);
    const uri = server.uri(configuration);
    const beginning = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    assert.deepEqual(declare?.edit?.documentChanges, [
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      {
        textDocument: { uri, version: null },
        edits: [{ range: beginning, newText: '{\n  "secrets": ["ordersApi"]\n}\n' }],
      },
    ]);
  });

  test('is not offered to a client that creates no files', async (context) => {
    const actions = await ask(await start(context));
    assert.deepEqual(
      actions.filter(({ edit }) => edit !== undefined),
      [],
    );
  });
});

suite('the private environment file', () => {
  /** A server whose client can be waited for: until it was told to ask again. */
  const startRefreshing = async (...[context, options]: Parameters<typeof start>) => {
    let told = (): void => undefined;
    const server = await start(context, {
      files: { [privateFile]: '{ "dev": {} }' },
      ...options,
      prepare: (connection) =>
        connection.onRequest('workspace/diagnostic/refresh', () => {
          told();
          return null;
        }),
    });
    const until = async (expected: readonly string[]): Promise<void> => {
      for (;;) {
        const refreshed = new Promise<void>((resolve) => {
          told = resolve;
        });
        if (codes(await server.diagnostics(privateFile)).join() === expected.join()) return;
        await refreshed;
      }
    };
    return { server, until };
  };
  const code = 'private-file-tracked';

  test('is reported while git does not ignore it, without anybody waiting for git', async (context) => {
    const { server, until } = await startRefreshing(context);
    initRepository(server.folder);
    await server.tellChanged('.gitignore', 2);
    await until([code]);
    const [found] = await server.diagnostics(privateFile);
    assert.deepEqual(await actionsAt(server, privateFile, found), [], 'this client creates no files');
    writeFileSync(join(server.folder, '.gitignore'), 'dist/\n');
    const [ignore] = await actionsAt(server, privateFile, found);
    assert.equal(ignore?.title, 'Add it to .gitignore');
    writeFileSync(join(server.folder, '.gitignore'), `dist/\n${privateFile}\n`);
    await server.tellChanged('.gitignore', 1);
    await until([]);
  });

  test('is not looked at in a workspace that is not trusted, until it is', async (context) => {
    const { server, until } = await startRefreshing(context, { initializationOptions: { trusted: false } });
    initRepository(server.folder);
    await server.tellChanged('.gitignore', 2);
    await until([]);
    await server.connection.sendNotification(protocol.trust, { trusted: true });
    await until([code]);
  });
});
