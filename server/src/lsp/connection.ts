import { isDeepStrictEqual } from 'node:util';
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  WatchKind,
  type WorkspaceFolder,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { sideFileNames } from '#core/model/sideFile';
import { version } from '../../../package.json';
import { suppressNamed } from '../features/suppress';
import * as protocol from '../protocol';
import type { Evaluator } from '../run/evaluation';
import { createNetwork } from '../run/network/network';
import { flowFileSuffix } from '../workspace/findFlowFiles';
import { isSideFile } from '../workspace/sideFiles';
import { toPath } from '../workspace/uri';
import type { Arrivals } from './arrivals';
import { registerBodies } from './bodies';
import { handleCheckWorkspace } from './checkWorkspace';
import { type Client, toClient } from './client';
import { registerCodeLenses } from './codeLensHandlers';
import { registerCommands } from './commands';
import { pushDiagnostics, refreshDiagnostics, registerPull } from './diagnostics';
import { lookAtDisk } from './diskLooks';
import { listEnvironments } from './environment';
import { tellGraphs } from './graph';
import { registerHistory } from './historyHandlers';
import { registerFormatting } from './jsonHandlers';
import { languageCapabilities, registerLanguageFeatures } from './languageFeatures';
import { toProxySettings } from './networkSettings';
import { createOutdatedRefresh, drawnBy } from './refreshOutdated';
import { refreshViews } from './refreshViews';
import { refreshLenses, sendRunState } from './runStates';
import { registerServerCommands, serverCommands } from './serverCommands';
import { createSession, refindAll, type Session } from './session';
import { toSettings } from './settings';

/** Wires the protocol to what answers it. Every handler is a line or two; what they do lives elsewhere. */
export function registerHandlers(connection: Connection, evaluator: Evaluator, arrivals: Arrivals): void {
  let current: Session | undefined;
  const session = (): Session => {
    if (current === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, 'The server is not initialized');
    return current;
  };

  connection.onInitialize((params) => {
    const client = toClient(params);
    const begun = createSession(connection, client, createChangeHandler());
    lookAtDisk(begun, arrivals, (uris) => onFilesChanged(begun, uris));
    current = begun;
    return toInitializeResult(client);
  });
  connection.onInitialized(() => onInitialized(session()));
  connection.onDidChangeConfiguration(({ settings }) => readSettings(session(), settings));
  connection.onDidChangeWatchedFiles(({ changes }) =>
    onFilesChanged(
      session(),
      changes.map(({ uri }) => uri),
    ),
  );

  registerPull(connection, session);
  registerCodeLenses(connection, session);

  registerBodies(connection, session);
  registerHistory(connection, session);
  registerCommands(connection, session, evaluator);
  connection.onRequest(protocol.checkWorkspace, (params: protocol.CheckWorkspaceParams, token) =>
    handleCheckWorkspace(session(), params, token),
  );
  connection.onRequest(protocol.suppress, (params: protocol.SuppressParams) => {
    const analysis = session().analyses.find(params.uri);
    return analysis === undefined ? null : suppressNamed(analysis, params);
  });
  connection.onRequest(protocol.environments, ({ uri }: protocol.EnvironmentsParams) =>
    listEnvironments(session(), uri),
  );
  connection.onNotification(protocol.selectEnvironment, ({ environment }: protocol.SelectEnvironmentParams) => {
    session().environment = environment;
    refindAll(session());
  });
  connection.onNotification(protocol.trust, ({ trusted }: protocol.TrustParams) => {
    session().trusted = trusted;
    session().git.forget();
    refindAll(session());
    for (const { uri } of session().openDocuments()) void session().showRuns(uri);
  });
  registerLanguageFeatures(connection, session);
  registerServerCommands(connection, session, evaluator);
}

function toInitializeResult(client: Client): InitializeResult {
  const features = languageCapabilities(client);
  return {
    serverInfo: { name: 'flow-lens', version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeLensProvider: { resolveProvider: true },
      ...features,
      ...(client.pullsDiagnostics
        ? { diagnosticProvider: { identifier: 'flow-lens', interFileDependencies: true, workspaceDiagnostics: true } }
        : {}),
      ...(client.isOurs ? {} : { executeCommandProvider: { commands: [...serverCommands] } }),
      workspace: { ...features.workspace, workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

async function onInitialized(session: Session): Promise<void> {
  const { client, connection } = session;
  if (client.changesFolders) {
    connection.workspace.onDidChangeWorkspaceFolders((event) => onFoldersChanged(session, event));
  }
  await readSettings(session);
  if (client.registersConfiguration)
    void connection.client
      .register(DidChangeConfigurationNotification.type, { section: ['flowLens', 'http'] })
      .catch(() => undefined);
  if (client.registersFormatting) registerFormatting(connection);
  // Our own client watches by itself.
  if (client.watchesFiles && !client.isOurs) {
    const names = [`*${flowFileSuffix}`, ...Object.values(sideFileNames)];
    const files = names.map((name) => ({ globPattern: `**/${name}` }));
    // A folder goes without a word about what lies in it.
    const watchers = [...files, { globPattern: '**', kind: WatchKind.Delete }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
  }
  void session.scanned.then(() => {
    refreshDiagnostics(session);
    refreshViews(session);
  });
}

/** Runs wait for the settings: one that is on its way must not go where they say it may not. */
function readSettings(session: Session, sent?: unknown): Promise<void> {
  session.configured = takeSettings(session, sent);
  return session.configured;
}

/** Asks a client that can be asked; another one sends its settings along, or none. A client that fails keeps what is set. */
async function takeSettings(session: Session, sent: unknown): Promise<void> {
  const { client, connection } = session;
  let hasChanged = false;
  try {
    const told = client.hasConfiguration ? await askSettings(connection) : Object(sent);
    const flowLens = told.flowLens ?? client.options.flowLens;
    const http = told.http ?? client.options.http;
    const settings = toSettings(flowLens);
    // Mostly nothing is set, and what was found before the client was asked is right.
    hasChanged = !isDeepStrictEqual(settings, session.settings);
    session.settings = settings;
    session.network = createNetwork({ ...toProxySettings(http), tls: settings.tls }, process.env);
  } catch (error) {
    connection.console.warn(`The settings could not be read: ${error instanceof Error ? error.message : error}`);
  }
  session.history.configure(session.settings.history);
  if (!hasChanged) return;
  refindAll(session);
  // They may be switched on or off.
  refreshLenses(session);
}

/** Our settings, and what the editor's own say of proxies: our client gives only what a person has set, and no workspace. */
async function askSettings({ workspace }: Connection): Promise<{ flowLens: unknown; http: unknown }> {
  const [flowLens, http] = await workspace.getConfiguration([{ section: 'flowLens' }, { section: 'http' }]);
  return { flowLens, http };
}

function onFilesChanged(session: Session, uris: readonly string[]): void {
  const known = uris.filter((uri) => session.workspace.forget(uri));
  if (known.length === 0) return;
  if (uris.some(isSideFile)) {
    session.configurations.reload();
    session.git.forget();
  }
  refindAll(session);
}

async function onFoldersChanged(session: Session, { added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
  const paths = (folders: readonly WorkspaceFolder[]) => folders.flatMap(({ uri }) => toPath(uri) ?? []);
  for (const path of paths(removed)) session.workspace.removeRoot(path);
  await Promise.all(paths(added).map(session.workspace.addRoot));
  session.configurations.reload();
  refindAll(session);
}

function createChangeHandler(): (session: Session) => void {
  const refreshOutdated = createOutdatedRefresh();
  return (session) => {
    pushDiagnostics(session);
    tellGraphs(session);
    for (const { uri } of session.openDocuments()) sendRunState(session, uri);
    // What changed may be another document, which this one rests on.
    if (session.openDocuments().length > 1) refreshViews(session);
    refreshOutdated(drawnBy(session));
  };
}
