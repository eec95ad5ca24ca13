import { createHash } from 'node:crypto';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { toDiagnostics } from '../features/diagnostics';
import { isSideFile } from '../workspace/sideFiles';
import { nextMessage } from './oncePerTurn';
import type { Session } from './session';
import { oneByOne, workspaceFiles } from './workspaceFiles';

/** Pushed to clients that can't pull, never to those that can: an error would stand twice. */
export function pushDiagnostics(session: Session): void {
  if (session.client.pullsDiagnostics) return;
  for (const { uri, version } of session.openDocuments()) {
    void session.connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(session, uri) });
  }
}

/** Pulling clients ask for a document when it changes; what changed elsewhere they have to be told. */
export function refreshDiagnostics({ client, connection, told }: Session): void {
  if (!client.pullsDiagnostics || !client.refreshesDiagnostics) return;
  told.reports.forget();
  connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
}

export function registerPull(connection: Connection, session: () => Session): void {
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    await unlessOutdated(session(), uri, token);
    const report = toReport(diagnosticsOf(session(), uri), previousResultId);
    keepReport(session(), uri, report);
    return report;
  });
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token, _progress, partial) =>
    reportWorkspace(session(), new Map(previousResultIds.map(({ uri, value }) => [uri, value])), token, partial),
  );
}

/**
 * Of keystrokes that come faster than they can be answered, only the last is looked at. Rejects with RequestCancelled where the client
 * has withdrawn what it asked, and with ServerCancelled where the next version of the text is there already.
 */
async function unlessOutdated({ versionOf }: Session, uri: string, token: CancellationToken): Promise<void> {
  const asked = versionOf(uri);
  await nextMessage();
  if (token.isCancellationRequested) {
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The diagnostics were cancelled');
  }
  if (versionOf(uri) === asked) return;
  const again: DiagnosticServerCancellationData = { retriggerRequest: true };
  throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The text was changed meanwhile', again);
}

function diagnosticsOf({ analyses, workspace }: Session, uri: string): Diagnostic[] {
  const analysis = analyses.findSettled(uri);
  if (analysis === undefined) return [];
  return toDiagnostics(analysis, (file) => (isSideFile(file.uri) ? file : (workspace.document(file.uri) ?? file)));
}

function keepReport(session: Session, uri: string, { resultId: told }: Report): void {
  const again = (): string => idOf(diagnosticsOf(session, uri));
  session.told.reports.keep(uri, session.versionOf(uri), '', { told, again });
}

type Report = DocumentDiagnosticReport & { readonly resultId: string };

function toReport(items: Diagnostic[], previous: string | undefined): Report {
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
  previous: ReadonlyMap<string, string>,
  token: CancellationToken,
  partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
): Promise<WorkspaceDiagnosticReport> {
  await session.scanned;
  const asked = session.analyses.generation();
  const uris = workspaceFiles(session);
  const isWorthTelling = previous.size === 0 && uris.length >= worthTelling;
  const progress = isWorthTelling ? await session.connection.window.createWorkDoneProgress() : undefined;
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  let sent = 0;
  const send = (least: number): void => {
    if (partial === undefined || items.length - sent < least) return;
    partial.report({ items: items.slice(sent) });
    sent = items.length;
  };
  for await (const uri of oneByOne(uris, token, progress)) {
    items.push(...changedReport(session, uri, previous.get(uri)));
    send(reportsAtOnce);
  }
  if (token.isCancellationRequested) return { items: [] };
  items.push(...reportGone(previous, new Set(uris)));
  send(1);
  if (items.length === 0 || partial !== undefined) await session.nextChange(asked, token);
  return { items: partial === undefined ? items : [] };
}

/** The first check of fewer files than this is over before anybody could read that it goes on. */
const worthTelling = 100;

/** Problems fill while the rest is still being checked. */
const reportsAtOnce = 50;

function changedReport(
  session: Session,
  uri: string,
  previous: string | undefined,
): readonly WorkspaceDocumentDiagnosticReport[] {
  const report = toReport(diagnosticsOf(session, uri), previous);
  if (report.kind !== DocumentDiagnosticReportKind.Full) return [];
  return [{ ...report, uri, version: session.versionOf(uri) }];
}

/** A file that is gone is reported once, full and empty. */
function reportGone(
  previous: ReadonlyMap<string, string>,
  present: ReadonlySet<string>,
): readonly WorkspaceDocumentDiagnosticReport[] {
  const empty = idOf([]);
  return [...previous].flatMap(([uri, id]) => {
    if (present.has(uri) || id === empty) return [];
    return [{ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: empty, items: [] }];
  });
}
