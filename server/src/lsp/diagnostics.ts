import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { invalidEnvironmentFile } from '#core/rules/invalid-environment-file';
import { toDiagnostics, toEnvironmentDiagnostics } from '../features/diagnostics';
import { readTextFileSync } from '../workspace/textFile';
import { toPath } from '../workspace/uri';
import { isEnvironmentFile } from '../workspace/workspace';
import type { Session } from './session';

/** Pushed to clients that can't pull, never to those that can: an error would stand twice. */
export function pushDiagnostics(session: Session): void {
  if (session.client.pullsDiagnostics) return;
  for (const { uri, version } of session.openDocuments()) {
    void session.connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(session, uri) });
  }
}

export function registerPull(connection: Connection, session: () => Session): void {
  connection.languages.diagnostics.on(({ textDocument, previousResultId }) =>
    toReport(diagnosticsOf(session(), textDocument.uri), previousResultId),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token, _progress, partial) =>
    reportWorkspace(session(), new Map(previousResultIds.map(({ uri, value }) => [uri, value])), token, partial),
  );
}

function diagnosticsOf(session: Session, uri: string): Diagnostic[] {
  const path = toPath(uri) ?? uri;
  if (isEnvironmentFile(path)) {
    const text = session.openText(uri) ?? readOrEmpty(path);
    const severity = session.severityOf(uri, invalidEnvironmentFile.code) ?? 'error';
    return severity === 'off' ? [] : toEnvironmentDiagnostics(text, invalidEnvironmentFile.code, severity);
  }
  const analysis = session.analyses.find(uri);
  return analysis === undefined ? [] : toDiagnostics(analysis);
}

function toReport(items: Diagnostic[], previous: string | undefined): DocumentDiagnosticReport {
  const resultId = idOf(items);
  if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** Names a list of diagnostics by what is in it: two equal lists have one name, whatever happened in between. */
function idOf(items: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(items)).digest('base64');
}

/**
 * Stays open: all that is new since the client last asked goes out as partial results, and the request is answered when
 * something changes. Answered at once, the client would ask again every two seconds.
 */
async function reportWorkspace(
  session: Session,
  previous: Map<string, string>,
  token: CancellationToken,
  partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
): Promise<WorkspaceDiagnosticReport> {
  await session.scanned;
  const asked = session.analyses.generation();
  const items = await changedReports(session, previous, token);
  if (items.length > 0 && partial !== undefined) partial.report({ items });
  if (items.length === 0 || partial !== undefined) await session.nextChange(asked, token);
  return { items: partial === undefined ? items : [] };
}

/** Lets a keystroke through between files: whoever types does not wait for the workspace. */
async function changedReports(
  session: Session,
  previous: Map<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const present = new Set<string>();
  const { project, environmentFiles } = session.workspace;
  for (const uri of [...[...project.flows()].map((document) => document.uri), ...environmentFiles()]) {
    await setImmediate();
    if (token.isCancellationRequested) return [];
    if (session.configurations.isIgnored(uri)) continue;
    present.add(uri);
    const report = toReport(diagnosticsOf(session, uri), previous.get(uri));
    if (report.kind === DocumentDiagnosticReportKind.Full)
      items.push({ ...report, uri, version: session.versionOf(uri) });
  }
  // A file that is gone is reported once, full and empty.
  const empty = idOf([]);
  for (const [uri, id] of previous) {
    if (present.has(uri) || id === empty) continue;
    items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: empty, items: [] });
  }
  return items;
}

function readOrEmpty(path: string): string {
  try {
    return readTextFileSync(path).text;
  } catch {
    return '{}';
  }
}
