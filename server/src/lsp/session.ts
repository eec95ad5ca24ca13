import { type CancellationToken, type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SeveritySetting } from '#core/rules/rule';
import { toPath } from '../workspace/uri';
import { createWorkspace, type Workspace } from '../workspace/workspace';
import { type Analyses, createAnalyses } from './analyses';
import type { Client } from './client';
import { type Configurations, createConfigurations } from './configurations';
import { createRuns, type Runs } from './runs';
import { defaultSettings, type Settings } from './settings';

/** What the server knows between two messages of one client. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly workspace: Workspace;
  readonly configurations: Configurations;
  readonly analyses: Analyses;
  readonly runs: Runs;
  settings: Settings;
  trusted: boolean;
  /** The environment that the person picked; null for none. */
  environment: string | null;
  /** What a person has set a rule to, for a file. */
  readonly severityOf: (uri: string, code: string) => SeveritySetting | undefined;
  /** Resolves once all flow files of the workspace were read. */
  readonly scanned: Promise<void>;
  readonly openDocuments: () => readonly TextDocument[];
  readonly openText: (uri: string) => string | undefined;
  readonly versionOf: (uri: string) => number | null;
  /** Resolves when anything has changed since that generation, or when the token is cancelled. */
  readonly nextChange: (generation: number, token: CancellationToken) => Promise<void>;
}

/** `onChange` is called once for any number of changes that come in one go. */
export function createSession(connection: Connection, client: Client, onChange: (session: Session) => void): Session {
  const workspace = createWorkspace(client.folders.flatMap((uri) => toPath(uri) ?? []));
  const configurations = createConfigurations(() => workspace.roots);
  const documents = new TextDocuments(TextDocument);
  const waiting = new Set<() => void>();
  let scheduled = false;

  const severityOf = (uri: string, code: string) =>
    configurations.severityOf(uri, code) ?? session.settings.rules.get(code);
  const analyses = createAnalyses(workspace, {
    severityOf,
    isSecret: configurations.isSecret,
    environment: () => session.environment ?? session.settings.environment,
    today: () => new Date().toISOString().slice(0, 10),
    onOutdated: () => {
      for (const wake of waiting) wake();
      if (scheduled) return;
      scheduled = true;
      setImmediate(() => {
        scheduled = false;
        onChange(session);
      });
    },
  });
  const session: Session = {
    connection,
    client,
    workspace,
    configurations,
    severityOf,
    analyses,
    runs: createRuns(),
    settings: defaultSettings,
    trusted: client.options.trusted ?? true,
    environment: client.options.environment ?? null,
    scanned: workspace.scan().then(analyses.outdate),
    openDocuments: () => documents.all(),
    openText: (uri) => documents.get(uri)?.getText(),
    versionOf: (uri) => documents.get(uri)?.version ?? null,
    nextChange: (generation, token) =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          subscription.dispose();
          resolve();
        };
        const subscription = token.onCancellationRequested(wake);
        waiting.add(wake);
        if (analyses.generation() !== generation || token.isCancellationRequested) wake();
      }),
  };
  documents.onDidChangeContent(({ document }) => analyses.open(document.uri, document.version, document.getText()));
  documents.onDidClose(({ document }) => {
    analyses.close(document.uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  documents.listen(connection);
  return session;
}
