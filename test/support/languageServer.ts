import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type ConfigurationParams,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { toLines } from '#core/syntax/lines';

/** A real server process, spoken to over stdio as an editor does, with a folder of its own. */
export interface LanguageServer {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly process: ChildProcess;
  readonly folder: string;
  uri(name: string): string;
  open(name: string, text: string): Promise<void>;
  change(name: string, version: number, text: string): Promise<void>;
  /** Says that a file on disk was created (1), changed (2) or deleted (3). */
  tellChanged(name: string, type: 1 | 2 | 3): Promise<void>;
  /** Pulls, as a client that can. */
  diagnostics(name: string): Promise<Diagnostic[]>;
  /** Ends what has not ended yet, and deletes the folder. */
  stop(): Promise<void>;
}

export interface LanguageServerOptions {
  /** Files that lie in the folder before the server starts. */
  readonly files?: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Parameters of `initialize` in place of the usual ones, by the path of the folder. */
  readonly initialize?: (folder: string) => Partial<InitializeParams>;
  /** What the client answers for the section `flowLens`. */
  readonly settings?: unknown;
  /** What it answers for the section `http`. */
  readonly httpSettings?: unknown;
  /** What the server finds in its process environment beside ours. */
  readonly env?: NodeJS.ProcessEnv;
  /** Gets every byte that leaves the process. Without it, errors go to ours. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** Called before `initialize`, to answer what the server asks. */
  readonly prepare?: (connection: ProtocolConnection) => void;
}

/** What a client can do that pulls diagnostics, is told when to do so again, and knows the versions of what it edits. */
export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: { dynamicRegistration: false } },
  workspace: {
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    configuration: true,
    workspaceEdit: { documentChanges: true },
  },
};

/** The place where a part of a text begins, or so many characters behind that. */
export function positionOf(text: string, part: string, behind = 0): Position {
  return toLines(text).positionAt(text.indexOf(part) + behind);
}

function createFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'flow-lens-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Answers what a server asks of any client, and what the options say. */
function answer(connection: ProtocolConnection, { settings, httpSettings, prepare }: LanguageServerOptions): void {
  connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
    items.map(({ section }) => (section === 'http' ? httpSettings : settings) ?? null),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.onRequest('client/registerCapability', () => null);
  prepare?.(connection);
}

async function initialize(
  connection: ProtocolConnection,
  folder: string,
  { capabilities = pulling, initializationOptions, initialize: others }: LanguageServerOptions,
): Promise<InitializeResult> {
  const root = pathToFileURL(folder).href;
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'test' }],
    capabilities,
    initializationOptions,
    ...others?.(folder),
  });
  await connection.sendNotification('initialized', {});
  return initialized;
}

/** Starts the server, and settles when it is initialized. Whoever starts it has to stop it. */
export async function startLanguageServer(options: LanguageServerOptions = {}): Promise<LanguageServer> {
  const folder = createFolder(options.files ?? {});
  const child = spawn(process.execPath, ['dist/flow-lens.js', 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', options.onOutput === undefined ? 'inherit' : 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const { stdout, stdin } = child;
  assert.ok(stdout !== null && stdin !== null);
  for (const output of [stdout, child.stderr]) if (options.onOutput) output?.on('data', options.onOutput);
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  answer(connection, options);
  connection.listen();
  const initialized = await initialize(connection, folder, options);
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
  return {
    connection,
    initialized,
    process: child,
    folder,
    uri,
    open: (name, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(name), languageId: 'flow-json', version: 1, text },
      }),
    change: (name, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(name), version },
        contentChanges: [{ text }],
      }),
    tellChanged: (name, type) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type }] }),
    diagnostics: async (name) => {
      const report: { items: Diagnostic[] } = await connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: uri(name) },
      });
      return report.items;
    },
    stop: async () => {
      try {
        if (child.exitCode === null && child.signalCode === null) {
          const ended = new Promise((resolve) => child.once('exit', resolve));
          await connection.sendRequest('shutdown');
          await connection.sendNotification('exit');
          await ended;
        }
      } finally {
        connection.dispose();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
