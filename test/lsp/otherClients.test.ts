import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, type CodeLens, ResponseError } from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { pulling } from '../support/languageServer';
import { listen, run, signal, start } from '../support/liveRun';

test('a client without our requests gets server commands, and a message that asks', async (context) => {
  const { url, seen } = await listen(context, (_request, response) => response.end());
  const messages: string[] = [];
  const server = await start(context, {
    capabilities: pulling,
    prepare: (connection) => {
      connection.onRequest('window/showMessageRequest', (params: { message: string; actions: { title: string }[] }) => {
        messages.push(params.message);
        return params.actions[0] ?? null;
      });
      connection.onNotification('window/showMessage', (params: { message: string }) => {
        messages.push(params.message);
      });
    },
  });
  const commands = server.initialized.capabilities.executeCommandProvider?.commands ?? [];
  assert.equal(commands.includes('flowLens.server.runNode'), true);
  await server.open('a.flow.json', flowText({ url, node: { responses: { other: 'sorry' } } }));
  const lenses: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', {
    textDocument: { uri: server.uri('a.flow.json') },
  });
  const lens: CodeLens = await server.connection.sendRequest('codeLens/resolve', lenses[0]);
  assert.equal(lens.command?.command, 'flowLens.server.runNode');
  await server.connection.sendRequest('workspace/executeCommand', lens.command);
  assert.deepEqual(seen, ['GET /']);
  assert.match(messages[0] ?? '', /^get-order: 1 error/);
  assert.match(messages[1] ?? '', /^get-order: ✓ 200 OK/);
});

test('a command can be cancelled like any request', async (context) => {
  const arrived = signal();
  const closed = signal();
  const { url } = await listen(context, (request) => {
    request.socket.once('close', closed.resolve);
    arrived.resolve();
  });
  const server = await start(context, { capabilities: pulling });
  await server.open('a.flow.json', flowText({ url }));
  const source = new CancellationTokenSource();
  const command = { command: 'flowLens.server.runNode', arguments: [server.uri('a.flow.json'), 'get-order'] };
  const running = server.connection.sendRequest('workspace/executeCommand', command, source.token);
  await arrived.promise;
  source.cancel();
  await assert.rejects(running, (error: { code?: number }) => error.code === -32800);
  await closed.promise;
});

test('a client that fails at what the server asks of it keeps its server', async (context) => {
  const { url } = await listen(context, (_request, response) => response.end());
  const fail = () => new ResponseError(-32603, 'not today');
  const server = await start(context, {
    prepare: (connection) => {
      connection.onRequest('workspace/configuration', fail);
      connection.onRequest('workspace/diagnostic/refresh', fail);
      connection.onRequest('workspace/codeLens/refresh', fail);
    },
  });
  await server.open('a.flow.json', flowText({ url }));
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  assert.equal((await run(server)).branch?.key, '200');
});

test('a client without configuration sends its settings along', async (context) => {
  const { configuration, ...workspace } = pulling.workspace ?? {};
  const server = await start(context, { capabilities: { ...pulling, workspace } });
  assert.equal(configuration, true);
  await server.open('a.flow.json', flowText({ flow: { start: 'nowhere' } }));
  const settings = { flowLens: { rules: { 'unknown-start': 'off' } } };
  await server.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  assert.deepEqual(await server.diagnostics('a.flow.json'), []);
});
