import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CancellationTokenSource,
  DidChangeTextDocumentNotification,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
  PublishDiagnosticsNotification,
} from 'vscode-languageserver-protocol/node';
import { flowText } from '../support/flows';
import { type LanguageServer, pulling, startLanguageServer } from '../support/languageServer';

const name = 'small.flow.json';

/** Sends while the server sleeps: what it finds when it wakes up has come in one go, however busy the machine is. */
async function inOneGo(server: LanguageServer, send: () => Promise<void>): Promise<void> {
  server.process.kill('SIGSTOP');
  await send();
  server.process.kill('SIGCONT');
}

/** Types a character at the beginning of the text. */
function type({ connection, uri }: LanguageServer, version: number): Promise<void> {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: uri(name), version },
    contentChanges: [{ range, text: ' ' }],
  });
}

const keystrokes = Array.from({ length: 10 }, (_, index) => index + 2);

// Nothing stops a process on Windows.
suite('ten quick keystrokes', { skip: process.platform === 'win32' }, () => {
  test('are checked once for a client that pulls', async (t) => {
    const server = await startLanguageServer({ files: { [name]: flowText() }, capabilities: pulling });
    t.after(() => server.stop());
    await server.open(name, flowText());
    const pulls: Promise<unknown>[] = [];
    await inOneGo(server, async () => {
      for (const version of keystrokes) {
        await type(server, version);
        const textDocument = { uri: server.uri(name) };
        pulls.push(server.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }));
      }
    });
    const answers = await Promise.allSettled(pulls);
    const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'answered'));
    assert.deepEqual(codes, [...Array(9).fill(LSPErrorCodes.ServerCancelled), 'answered']);
    const [rejected] = answers.filter((answer) => answer.status === 'rejected');
    assert.deepEqual(rejected?.reason.data, { retriggerRequest: true });
  });

  test('are checked once for a client that does not', async (t) => {
    const server = await startLanguageServer({ files: { [name]: flowText() }, capabilities: {} });
    t.after(() => server.stop());
    const versions: (number | undefined)[] = [];
    let tell: (() => void) | undefined;
    server.connection.onNotification(PublishDiagnosticsNotification.type, ({ version }) => {
      versions.push(version);
      if (version === keystrokes.at(-1)) tell?.();
    });
    const last = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await server.open(name, flowText());
    await inOneGo(server, async () => {
      for (const version of keystrokes) await type(server, version);
    });
    await last;
    const between = versions.filter((version) => version !== 1 && version !== keystrokes.at(-1));
    assert.deepEqual(between, []);
  });

  test('are not checked where the client has withdrawn its request', async (t) => {
    const server = await startLanguageServer({ files: { [name]: flowText() }, capabilities: pulling });
    t.after(() => server.stop());
    await server.open(name, flowText());
    const source = new CancellationTokenSource();
    const textDocument = { uri: server.uri(name) };
    let pull: Promise<unknown> | undefined;
    await inOneGo(server, async () => {
      pull = server.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }, source.token);
      await type(server, 2);
      source.cancel();
    });
    await assert.rejects(pull ?? Promise.resolve(), { code: LSPErrorCodes.RequestCancelled });
  });
});
