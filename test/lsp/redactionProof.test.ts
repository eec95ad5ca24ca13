import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import type { CodeLens, Diagnostic, ShowMessageRequestParams } from 'vscode-languageserver-protocol/node';
import * as protocol from '../../server/src/protocol';
import { startEchoServer } from '../support/echoServer';
import type { FaultServer } from '../support/faultServer';
import { type LanguageServer, pulling, startLanguageServer } from '../support/languageServer';
import { type ProxyServer, startProxyServer } from '../support/proxyServer';
import {
  expectNoSecret,
  filesBelow,
  filesOf,
  nodes,
  nodeWithToken,
  readFilesBelow,
  type Shape,
  shapes,
  valuesOf,
} from '../support/redactionProof';
import { makeTemporaryFolder } from '../support/temporaryFolder';

let echo: FaultServer;
let proxy: ProxyServer;
/** All that the server process may write outside of the workspace and its storage goes there. */
let temporary = '';

before(async () => {
  echo = await startEchoServer(valuesOf);
  proxy = await startProxyServer();
  temporary = mkdtempSync(join(tmpdir(), 'flow-lens-proof-'));
});
after(async () => {
  await proxy[Symbol.asyncDispose]();
  await echo[Symbol.asyncDispose]();
  rmSync(temporary, { recursive: true, force: true });
});

type Ask = (server: LanguageServer, node: protocol.NodeReference) => Promise<unknown>;

/** What a client asks about a node that was run; each answer leaves the server, and so do the notifications on the way. */
const asks: readonly Ask[] = [
  ({ connection }, node) => connection.sendRequest(protocol.runNode, node),
  ({ connection }, node) => connection.sendRequest(protocol.previewNode, node),
  ({ connection }, node) => connection.sendRequest(protocol.openResponse, node),
];

/** What it asks whose answers hide secrets whatever the settings say. */
const guardedAsks: readonly Ask[] = [
  ({ connection }, node) => connection.sendRequest(protocol.curl, node),
  ({ connection }, node) => connection.sendRequest(protocol.savableBody, node),
  async ({ connection }, node) => {
    const kept: protocol.ListHistoryResult = await connection.sendRequest(protocol.listHistory, { node });
    const open = (params: protocol.OpenHistoryRunParams) => connection.sendRequest(protocol.openHistoryRun, params);
    const opened = kept.runs.map(({ id }) => [open({ id }), open({ id, forComparison: true })]);
    return [kept, await Promise.all(opened.flat())];
  },
];

/** What leaves the server, by name. A further sink is a line here. */
const sinks: Readonly<Record<string, (from: Emitted) => string>> = {
  'the output of the server': ({ output }) => output,
  'a message of the protocol': ({ output }) => messagesIn(output).flatMap(stringsIn).join('\n'),
};

/** What it must keep to itself whatever the settings say. */
const guardedSinks: typeof sinks = {
  'an answer for other places than the screen': ({ guarded }) => stringsIn(guarded).join('\n'),
  'a file of the workspace': ({ server, shape }) => readFilesBelow(server.folder, Object.keys(filesOf('', [shape]))),
  'a temporary file': () => readFilesBelow(temporary),
  'a file of the storage': ({ storage }) => readFilesBelow(storage, filesBelow(storage).filter(isBody)),
};

/** The named exception: contents as they came, which lie there until the session ends. */
const isBody = (path: string): boolean => /^bodies\/[^/]+\/[\da-f-]{36}$/.test(path);

/** Everything that came out of a server that had a shape of secrets. */
interface Emitted {
  readonly shape: Shape;
  readonly server: LanguageServer;
  /** The path of the folder that the client lends. */
  readonly storage: string;
  /** What its process wrote. */
  readonly output: string;
  /** The answers to {@link guardedAsks}. */
  readonly guarded: readonly unknown[];
}

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

/** How a client is, and what it has set. */
interface Client {
  readonly features: readonly protocol.ClientFeature[];
  readonly run?: object;
}

const ours: Client = { features: protocol.clientFeatures };

/** A server whose client knows all secrets of the shape. */
function startFor(
  shape: Shape,
  { features, run = {} }: Client,
  storage: string,
  onOutput: (chunk: Buffer) => void,
): Promise<LanguageServer> {
  return startLanguageServer({
    files: filesOf(echo.origin, [shape]),
    capabilities: { ...pulling, experimental: { flowLens: features } },
    initializationOptions: { storage },
    settings: { run },
    httpSettings: { proxy: proxy.origin.replace('://', `://me:${encodeURIComponent(shape.password)}@`) },
    env: { TMPDIR: temporary },
    onOutput,
    prepare: (connection) => {
      connection.onRequest(protocol.consent, () => true);
      connection.onRequest(protocol.ask, () => shape.pin);
      connection.onRequest(protocol.secret, ({ name }: protocol.SecretParams) =>
        name === 'STORED' ? shape.stored : null,
      );
      connection.onRequest(
        'window/showMessageRequest',
        ({ actions }: ShowMessageRequestParams) => actions?.[0] ?? null,
      );
    },
  });
}

/** Runs every node of a shape and asks all that there is to ask, then looks at what has come out of the server. */
async function collect(
  context: TestContext,
  shape: Shape,
  client: Client,
  look: (emitted: Emitted) => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  const storage = makeTemporaryFolder(context);
  const server = await startFor(shape, client, storage, (chunk) => chunks.push(chunk));
  try {
    const path = `${shape.folder}/a.flow.json`;
    await server.connection.sendNotification('$/setTrace', { value: 'verbose' });
    await server.open(path, filesOf(echo.origin, [shape])[path] ?? '');
    // By then all files are read, those that others import too.
    await server.connection.sendRequest(protocol.checkWorkspace, {});
    const uri = server.uri(path);
    const toHere: protocol.RunNodeParams = { uri, node: nodeWithToken, toHere: true };
    // A token that can stand in no field is refused.
    await server.connection.sendRequest(protocol.runNode, toHere).catch(() => undefined);
    const guarded: unknown[] = [];
    const answered = new Set<Ask>();
    // Some nodes are to be refused.
    const answerTo = (ask: Ask, node: string): Promise<unknown> =>
      ask(server, { uri, node })
        .then((answer) => {
          answered.add(ask);
          return answer;
        })
        .catch(() => undefined);
    await Promise.all(
      [...nodes, nodeWithToken].map(async (node) => {
        for (const ask of asks) await answerTo(ask, node);
        for (const ask of guardedAsks) guarded.push(await answerTo(ask, node));
      }),
    );
    const unanswered = [...asks, ...guardedAsks].filter((ask) => !answered.has(ask));
    assert.deepEqual(unanswered.map(String), [], 'each is answered for some node');
    await lookAround(server, shape);
    look({ shape, server, storage, guarded, output: Buffer.concat(chunks).toString() });
  } finally {
    await server.stop();
  }
  assert.deepEqual(filesBelow(storage), ['history.json']);
}

function expectNothing(emitted: Emitted, from: typeof sinks): void {
  for (const [name, read] of Object.entries(from)) expectNoSecret(name, read(emitted), emitted.shape);
}

/** What was repeated is hidden, and not left out. */
function expectHidden(text: string): void {
  assert.ok(text.includes('••••'));
}

function expectNothingAtAll(emitted: Emitted): void {
  expectHidden(emitted.output);
  expectHidden(JSON.stringify(emitted.guarded));
  expectHidden(readFilesBelow(emitted.storage));
  expectNothing(emitted, { ...sinks, ...guardedSinks });
}

suite('no form of a secret leaves the server', () => {
  for (const shape of shapes)
    test(`that has ${shape.name}`, (context) => collect(context, shape, ours, expectNothingAtAll));
});

suite('nor does it with a client that is asked by messages', () => {
  const asking: Client = { features: ['ask', 'secret'] };
  for (const shape of shapes.slice(5, 7))
    test(`that has ${shape.name}`, (context) => collect(context, shape, asking, expectNothingAtAll));
});

suite('with settings that show secrets, none is kept or copied', () => {
  const revealing: Client = { ...ours, run: { revealSecrets: true, previewLimit: 2_000 } };
  for (const shape of shapes.filter((_, index) => index % 8 === 1)) {
    test(`that has ${shape.name}`, (context) =>
      collect(context, shape, revealing, (emitted) => {
        const { storage, output, guarded } = emitted;
        assert.ok(output.includes(JSON.stringify(shape.pin).slice(1, -1)), 'secrets are shown');
        assert.ok(filesBelow(storage).some(isBody), 'contents are kept in files');
        expectHidden(JSON.stringify(guarded));
        expectNothing(emitted, guardedSinks);
      }));
  }
});
