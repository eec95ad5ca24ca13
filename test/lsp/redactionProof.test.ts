import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type {
  ClientCapabilities,
  CodeLens,
  Diagnostic,
  ShowMessageRequestParams,
} from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { startEchoServer } from '../support/echoServer';
import type { FaultServer } from '../support/faultServer';
import { type LanguageServer, pulling, startLanguageServer } from '../support/languageServer';
import { flowLens } from '../support/liveRun';
import {
  expectNoSecret,
  filesOf,
  nodes,
  readFilesBelow,
  type Shape,
  shapes,
  valuesOf,
} from '../support/redactionProof';

let echo: FaultServer;
/** All that the server process may write outside of the workspace goes there. */
let temporary = '';

before(async () => {
  echo = await startEchoServer(valuesOf);
  temporary = mkdtempSync(join(tmpdir(), 'flow-lens-proof-'));
});
after(async () => {
  await echo[Symbol.asyncDispose]();
  rmSync(temporary, { recursive: true, force: true });
});

/** What a client asks about a node that was run; each answer leaves the server, and so do the notifications on the way. */
const asks: readonly ((server: LanguageServer, uri: string, node: string) => Promise<unknown>)[] = [
  ({ connection }, uri, node) => connection.sendRequest(protocol.runNode, { uri, node }),
  ({ connection }, uri, node) => connection.sendRequest(protocol.previewNode, { uri, node }),
  ({ connection }, uri, node) => connection.sendRequest(protocol.openResponse, { uri, node }),
];

/** What leaves the server, by name. A further sink is a line here. */
const sinks: Readonly<Record<string, (server: LanguageServer, output: string) => string>> = {
  'the output of the server': (_, output) => output,
  'a message of the protocol': (_, output) => messagesIn(output).flatMap(stringsIn).join('\n'),
  'a file of the workspace': ({ folder }) => readFilesBelow(folder, Object.keys(filesOf(''))),
  'a temporary file': () => readFilesBelow(temporary),
};

/** Every string in a message, its names too, as JSON reads it. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return value instanceof Object ? Object.entries(value).flatMap(([name, member]) => [name, ...stringsIn(member)]) : [];
}

/** The messages behind their heads (LSP, "Base Protocol"). */
function messagesIn(output: string): readonly unknown[] {
  const bytes = Buffer.from(output);
  const messages: unknown[] = [];
  for (let at = bytes.indexOf('Content-Length: '); at !== -1; at = bytes.indexOf('Content-Length: ', at)) {
    const start = bytes.indexOf('\r\n\r\n', at) + 4;
    const length = Number(/Content-Length: (\d+)/.exec(bytes.toString('latin1', at, start))?.[1]);
    messages.push(JSON.parse(bytes.toString('utf8', start, start + length)));
    at = start + length;
  }
  return messages;
}

async function lookAround(server: LanguageServer, shape: Shape): Promise<void> {
  const path = `${shape.folder}/a.flow.json`;
  const textDocument = { uri: server.uri(path) };
  const lenses: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', { textDocument });
  await Promise.all(lenses.map((lens) => server.connection.sendRequest('codeLens/resolve', lens)));
  const found: Diagnostic[] = await server.diagnostics(path);
  for (const { range } of found) {
    await server.connection.sendRequest('textDocument/hover', { textDocument, position: range.start });
    const context = { diagnostics: found };
    await server.connection.sendRequest('textDocument/codeAction', { textDocument, range, context });
  }
  await server.diagnostics(`${shape.folder}/http-client.private.env.json`);
}

/** Runs every node of a shape and asks all that there is to ask. Gives what left the server process meanwhile. */
async function collect(shape: Shape, capabilities: ClientCapabilities): Promise<void> {
  const chunks: Buffer[] = [];
  const files = filesOf(echo.origin, [shape]);
  const server = await startLanguageServer({
    files,
    capabilities,
    env: { TMPDIR: temporary },
    onOutput: (chunk) => chunks.push(chunk),
    prepare: (connection) => {
      connection.onRequest(protocol.consent, () => true);
      connection.onRequest(protocol.ask, () => shape.pin);
      connection.onRequest(
        'window/showMessageRequest',
        ({ actions }: ShowMessageRequestParams) => actions?.[0] ?? null,
      );
    },
  });
  try {
    const [[path, text] = ['', '']] = Object.entries(files);
    await server.open(path, text);
    const uri = server.uri(path);
    await Promise.all(
      nodes.map(async (node) => {
        for (const ask of asks) await ask(server, uri, node).catch(() => undefined);
      }),
    );
    await lookAround(server, shape);
    const output = Buffer.concat(chunks).toString();
    assert.ok(output.includes('••••'), 'what was repeated is hidden, and not left out');
    for (const [name, read] of Object.entries(sinks)) expectNoSecret(name, read(server, output), shape);
  } finally {
    await server.stop();
  }
}

suite('no form of a secret leaves the server', () => {
  for (const shape of shapes) test(`that has ${shape.name}`, () => collect(shape, flowLens));
});

suite('nor does it with a client that is asked by messages', () => {
  const asking = { ...pulling, experimental: { flowLens: ['ask'] } };
  for (const shape of shapes.slice(5, 8)) test(`that has ${shape.name}`, () => collect(shape, asking));
});
