import type { CancellationToken, Connection, TextDocuments } from 'vscode-languageserver';
import type { FlowDocument } from '#core/model/document';
import type { Observation } from '#core/request/observation';
import type { EditTarget } from '../features/workspaceEdit';
import { type BodyStore, createBodyStore } from '../run/bodyStore';
import { type Captures, createCaptures } from '../run/captures';
import { createHiddenValues, type HiddenValues } from '../run/hiddenValues';
import type { History } from '../run/history';
import { createNetwork, defaultNetworkSettings, type Network } from '../run/network/network';
import { createDescriptions, type Descriptions } from '../workspace/descriptions';
import { createDiskState, type DiskState } from '../workspace/diskState';
import { askGit } from '../workspace/git';
import { createGitStates, type GitStates } from '../workspace/gitStates';
import { loadDescription } from '../workspace/loadDescription';
import { isSideFile } from '../workspace/sideFiles';
import { createWorkspace, projectAround, type Workspace } from '../workspace/workspace';
import { type Analyses, createAnalyses } from './analyses';
import { type Client, findInStorage } from './client';
import { type Configurations, createConfigurations } from './configurations';
import { refreshDiagnostics } from './diagnostics';
import { createDocuments, type Documents, type OpenDocument } from './documents';
import { openHistory } from './historyStore';
import { oncePerTurn, oncePerTurnEach } from './oncePerTurn';
import { refreshViews } from './refreshViews';
import { tellRuns } from './runStates';
import { createRuns, findObservation, type Runs } from './runs';
import { defaultSettings, type Settings } from './settings';
import { createToldViews, type ToldViews } from './told';
import { watchDescription } from './watchDescription';

/** What the server knows between two messages of one client. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly workspace: Workspace;
  /** How files were when they were read; undefined where the client tells of those that change. */
  readonly disk: DiskState | undefined;
  readonly configurations: Configurations;
  readonly analyses: Analyses;
  /** What git makes of files. It is not asked in a workspace that is not trusted. */
  readonly git: GitStates;
  readonly runs: Runs;
  /** Tells the client what came of the runs in a document, once for any number of them that change in one go. Resolves when it is told. */
  readonly showRuns: (uri: string) => Promise<void>;
  /** What runs have captured, for those that come after them. */
  readonly captures: Captures;
  /** What the runs of the session have hidden: it stays hidden in those that come after them. */
  readonly hiddenValues: HiddenValues;
  readonly history: History;
  /** What the client draws of open documents as it was told. */
  readonly told: ToldViews;
  /** Documents whose pictures the client has as they are, with the generation of the analyses that each was made of. */
  readonly graphsShown: Map<string, number>;
  /** Contents of answers that are too long for memory. */
  readonly bodies: BodyStore;
  settings: Settings;
  /** Resolves once the settings are those that the client has now. */
  configured: Promise<void>;
  /** How runs reach their targets, as the settings are now. */
  network: Network;
  trusted: boolean;
  /** The environment that the person picked; null for none. */
  environment: string | null;
  /** Resolves once all flow files of the workspace were read. */
  readonly scanned: Promise<void>;
  readonly openDocuments: () => readonly OpenDocument[];
  readonly versionOf: (uri: string) => number | null;
  /** Resolves when anything has changed since that generation, or when the token is cancelled. */
  readonly nextChange: (generation: number, token: CancellationToken) => Promise<void>;
}

/** `onChange` is called once for any number of changes that come in one go. */
export function createSession(connection: Connection, client: Client, onChange: (session: Session) => void): Session {
  const git = createGitStates(
    async (path) => (session.trusted ? askGit(path) : 'unknown'),
    () => refindAll(session),
  );
  const disk = client.watchesFiles ? undefined : createDiskState();
  const descriptions = followDescriptions(connection, client, disk, () => refindAll(session));
  const workspace = createWorkspace(client.folders, git.of, disk, descriptions);
  const configurations = createConfigurations(() => workspace.roots, workspace.sideText);
  const bodies = createBodyStore(findInStorage(client, 'bodies'));
  // Where the client is gone without a word, or the process is told to end.
  process.once('exit', bodies.dispose);
  const { documents, takeEdits } = createDocuments();
  const waiting = new Set<() => void>();
  const tellChange = oncePerTurn(() => onChange(session));

  const analyses = createAnalyses(workspace, {
    severityOf: (uri, code) => configurations.severityOf(uri, code) ?? session.settings.rules.get(code),
    isSecret: configurations.isSecret,
    environment: () => session.environment ?? session.settings.environment,
    observationOf: (document, node) => observe(session, document, node),
    runNodes: (uri) => Array.from(session.runs.of(uri), ({ node }) => node),
    today: () => new Date().toISOString().slice(0, 10),
    onOutdated: () => {
      for (const wake of waiting) wake();
      void tellChange();
    },
  });
  const session: Session = {
    connection,
    client,
    workspace,
    disk,
    configurations,
    analyses,
    git,
    captures: createCaptures(),
    hiddenValues: createHiddenValues(),
    runs: createRuns(
      () => new Date().toTimeString().slice(0, 5),
      ({ content }) => content?.stored && void bodies.remove(content.stored.path),
    ),
    showRuns: oncePerTurnEach((uri) => tellRuns(session, uri)),
    bodies,
    history: openHistory(connection, client),
    told: createToldViews(),
    graphsShown: new Map(),
    settings: defaultSettings,
    configured: Promise.resolve(),
    network: createNetwork(defaultNetworkSettings, process.env),
    trusted: client.options.trusted ?? true,
    environment: client.options.environment ?? null,
    scanned: workspace.scan().then(() => analyses.outdate()),
    openDocuments: () => documents.all(),
    versionOf: (uri) => documents.get(uri)?.version ?? null,
    nextChange: (generation, token) => waitForChange(waiting, token, () => analyses.generation() !== generation),
  };
  follow(documents, takeEdits, session);
  return session;
}

/** What the last run of a node has shown, where that still tells of the node as it is. */
function observe({ runs, workspace }: Session, document: FlowDocument, node: string): Observation | undefined {
  return findObservation(runs, document, node, projectAround(workspace, document.uri));
}

/** API descriptions are read where rules ask for them, and anew when they change. */
function followDescriptions(
  connection: Connection,
  client: Client,
  disk: DiskState | undefined,
  onLearnt: () => void,
): Descriptions {
  const onAsked = (path: string): void => {
    disk?.file(path);
    watchDescription(connection, client, path);
  };
  return createDescriptions(loadDescription, onAsked, onLearnt);
}

/** What the client can do with an edit, and the versions that it has. */
export function editTarget({ client, versionOf }: Session): EditTarget {
  return { createsFiles: client.createsFiles, checksVersions: client.checksVersions, versionOf };
}

/**
 * Findings of any document may be others now; with a URI, only those of that one. The client is told to ask for them anew. Of lenses, which
 * count them, it is told where their titles change.
 */
export function refindAll(session: Session, uri?: string): void {
  session.analyses.outdate(uri);
  refreshDiagnostics(session);
  if (uri === undefined) refreshViews(session);
}

/** Hands what editors have to whatever rests on it. */
function follow(documents: TextDocuments<OpenDocument>, takeEdits: Documents['takeEdits'], session: Session): void {
  const { analyses, configurations, git, client, connection } = session;
  documents.onDidOpen(({ document }) => {
    if (isSideFile(document.uri)) git.forget();
  });
  documents.onDidChangeContent(({ document }) => {
    const edits = takeEdits(document);
    if (edits === undefined) analyses.open(document.uri, document.version, document.text.whole());
    else analyses.edit(document.uri, document.version, edits);
    if (isSideFile(document.uri)) configurations.reload();
  });
  documents.onDidClose(({ document }) => {
    analyses.close(document.uri);
    for (const told of [session.told.reports, session.told.titles]) told.forget(document.uri);
    if (isSideFile(document.uri)) configurations.reload();
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  documents.listen(connection);
}

/** Resolves once it is woken, cancelled, or has nothing to wait for. */
function waitForChange(waiting: Set<() => void>, token: CancellationToken, hasChanged: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      waiting.delete(wake);
      subscription.dispose();
      resolve();
    };
    const subscription = token.onCancellationRequested(wake);
    waiting.add(wake);
    if (hasChanged() || token.isCancellationRequested) wake();
  });
}
