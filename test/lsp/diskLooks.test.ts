import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, type LanguageServerOptions, pulling } from '../support/languageServer';
import { listen, start } from '../support/liveRun';

/** Calls an endpoint that only a library has. */
const calling = (imports: readonly string[], url = '{{ordersApi}}') =>
  flowText({ flow: { imports, endpoints: imports.length > 0 ? {} : { orders: { url } } } });
const library = (endpoint: string, url = 'http://127.0.0.1:9') =>
  JSON.stringify({ version: 1, name: 'library', endpoints: { [endpoint]: { url } } });

/** A client that is told findings, can be asked nothing, and watches nothing. */
async function startUnwatched(context: TestContext, options: LanguageServerOptions = {}) {
  const told = new Map<string, Diagnostic[]>();
  let onTold = (): void => undefined;
  const server = await start(context, {
    capabilities: {},
    ...options,
    prepare: (connection) =>
      connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
        told.set(params.uri, params.diagnostics);
        onTold();
      }),
  });
  const codesOf = (name: string) => told.get(server.uri(name))?.map(({ code }) => code);
  return {
    server,
    write: (name: string, text: string) => {
      mkdirSync(dirname(join(server.folder, name)), { recursive: true });
      writeFileSync(join(server.folder, name), text);
    },
    /** Asks for something that has nothing to do with findings, and waits until those are as wanted. */
    async afterRequest(name: string, isWanted: (codes: readonly unknown[]) => boolean): Promise<void> {
      const seen = new Promise<void>((resolve) => {
        onTold = () => isWanted(codesOf(name) ?? []) && resolve();
      });
      await ask(server, name);
      onTold();
      await seen;
    },
    messagesOf: (name: string) => told.get(server.uri(name))?.map(({ message }) => message) ?? [],
  };
}

function ask(server: LanguageServer, name: string): Promise<unknown> {
  return server.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri: server.uri(name) } });
}

const has = (code: string) => (codes: readonly unknown[]) => codes.includes(code);
const lacks = (code: string) => (codes: readonly unknown[]) => !codes.includes(code);

suite('for a client that watches no files, what changes on disk is noticed at its next request', () => {
  test('an environment file that is created, changed and deleted, nearer ones too', async (context) => {
    const { server, write, afterRequest } = await startUnwatched(context);
    await server.open('flows/a.flow.json', calling([]));
    await afterRequest('flows/a.flow.json', has('undefined-environment-value'));
    write('http-client.env.json', '{ "dev": { "ordersApi": "http://127.0.0.1:9" } }');
    await afterRequest('flows/a.flow.json', lacks('undefined-environment-value'));
    write('http-client.env.json', '{ "dev": { "another": "http://127.0.0.1:9" } }');
    await afterRequest('flows/a.flow.json', has('undefined-environment-value'));
    write('flows/http-client.env.json', '{ "dev": { "ordersApi": "http://127.0.0.1:9" } }');
    await afterRequest('flows/a.flow.json', lacks('undefined-environment-value'));
    rmSync(join(server.folder, 'flows/http-client.env.json'));
    await afterRequest('flows/a.flow.json', has('undefined-environment-value'));
  });

  test('an imported library that is created, changed, replaced by another file of its size and age, and deleted', async (context) => {
    const { server, write, afterRequest } = await startUnwatched(context);
    const path = join(server.folder, 'library.flow.json');
    await server.open('a.flow.json', calling(['./library.flow.json']));
    await afterRequest('a.flow.json', has('unknown-import'));
    write('library.flow.json', library('orders'));
    await afterRequest('a.flow.json', (codes) => lacks('unknown-import')(codes) && lacks('unknown-endpoint')(codes));
    write('library.flow.json', library('others'));
    await afterRequest('a.flow.json', has('unknown-endpoint'));
    const { atime, mtime } = statSync(path);
    write('new.json', library('orders'));
    utimesSync(join(server.folder, 'new.json'), atime, mtime);
    renameSync(join(server.folder, 'new.json'), path);
    await afterRequest('a.flow.json', lacks('unknown-endpoint'));
    rmSync(path);
    await afterRequest('a.flow.json', has('unknown-import'));
  });

  test('flows that come and go, in folders that come and go', async (context) => {
    const { server, write, afterRequest, messagesOf } = await startUnwatched(context);
    await server.open('a.flow.json', flowText());
    await afterRequest('a.flow.json', lacks('duplicate-flow-name'));
    write('deep/er/b.flow.json', flowText());
    await afterRequest('a.flow.json', has('duplicate-flow-name'));
    write('deep/er/b.flow.json', flowText({ flow: { name: 'another' } }));
    await afterRequest('a.flow.json', lacks('duplicate-flow-name'));
    write('deep/er/c.flow.json', flowText());
    await afterRequest('a.flow.json', has('duplicate-flow-name'));
    rmSync(join(server.folder, 'deep'), { recursive: true });
    await afterRequest('a.flow.json', lacks('duplicate-flow-name'));
    write('node_modules/d.flow.json', flowText());
    write('e.flow.json', flowText());
    await afterRequest('a.flow.json', has('duplicate-flow-name'));
    assert.match(messagesOf('a.flow.json').join('\n'), /^Another file of the workspace is called "small" too/m);
  });

  test('the configuration', async (context) => {
    const { server, write, afterRequest } = await startUnwatched(context);
    await server.open('a.flow.json', flowText({ flow: { start: 'nowhere' } }));
    await afterRequest('a.flow.json', has('unknown-start'));
    write('flow-lens.config.json', '{ "rules": { "unknown-start": "off" } }');
    await afterRequest('a.flow.json', lacks('unknown-start'));
  });

  test('where the client says that its watchers tell of nothing', async (context) => {
    const { server, write, afterRequest } = await startUnwatched(context, {
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
      initializationOptions: { watchesFiles: false },
    });
    await server.open('a.flow.json', flowText({ flow: { start: 'nowhere' } }));
    await afterRequest('a.flow.json', has('unknown-start'));
    write('flow-lens.config.json', '{ "rules": { "unknown-start": "off" } }');
    await afterRequest('a.flow.json', lacks('unknown-start'));
  });
});

test('a run takes the files as they are when it begins, however short a time ago they were looked at', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const environment = (path: string) => JSON.stringify({ dev: { ordersApi: `${url}/${path}` } });
  const { server, write } = await startUnwatched(context, { files: { 'http-client.env.json': environment('old') } });
  await server.open('a.flow.json', flowText({ url: '{{ordersApi}}' }));
  await ask(server, 'a.flow.json');
  write('http-client.env.json', environment('new'));
  const run = { command: 'flowLens.server.runNode', arguments: [server.uri('a.flow.json'), 'get-order'] };
  await server.connection.sendRequest('workspace/executeCommand', run);
  write('http-client.env.json', environment('newer'));
  await server.connection.sendRequest('workspace/executeCommand', run);
  assert.deepEqual(seen, ['GET /new', 'GET /newer']);
});

test('of a client that watches, no file is looked at', async (context) => {
  const server = await start(context, {
    capabilities: {
      ...pulling,
      workspace: { ...pulling.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
  });
  const codes = async () => (await server.diagnostics('a.flow.json')).map(({ code }) => code);
  await server.open('a.flow.json', flowText({ flow: { start: 'nowhere' } }));
  assert.deepEqual(await codes(), ['unknown-start']);
  writeFileSync(join(server.folder, 'flow-lens.config.json'), '{ "rules": { "unknown-start": "off" } }');
  assert.deepEqual(await codes(), ['unknown-start']);
  await server.tellChanged('flow-lens.config.json', 1);
  assert.deepEqual(await codes(), []);
});
