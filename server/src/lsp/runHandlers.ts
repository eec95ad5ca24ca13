import { basename, relative, sep } from 'node:path';
import { type CancellationToken, CodeLensRefreshRequest, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { findEndpoint } from '#core/model/project';
import type { RunResult } from '#core/request/runResult';
import { toShownRequest } from '#core/request/toRunResult';
import { quote } from '#core/rules/rule';
import { countErrors } from '../features/countErrors';
import { toResponseText } from '../features/responseText';
import { toRunState } from '../features/runMark';
import * as protocol from '../protocol';
import type { Evaluator } from '../run/evaluation';
import { prepareRun, type RunOutcome, type RunRequest, runNode } from '../run/runNode';
import { findInnermostFolder } from '../workspace/isInside';
import { toPath } from '../workspace/uri';
import { refreshDiagnostics } from './diagnostics';
import { environmentOf } from './environment';
import { createPorts } from './ports';
import { findApiNode, textOf } from './runs';
import type { Session } from './session';

/** Runs a node for the client. Rejects with RequestCancelled, or with RequestFailed where nothing was sent. */
export async function handleRun(
  session: Session,
  evaluator: Evaluator,
  reference: protocol.RunNodeParams,
  token: CancellationToken,
): Promise<RunResult> {
  const request = toRunRequest(session, reference);
  const abort = new AbortController();
  const text = textOf(request.document, request.node, session.workspace.project);
  const run = session.runs.begin(reference, text, () => abort.abort());
  if (run === undefined) throw failed(`The node ${quote(reference.node)} is running already`);
  const subscription = token.onCancellationRequested(() => abort.abort());
  const progress = session.connection.window.attachWorkDoneProgress(reference.workDoneToken);
  progress.begin(`Running ${reference.node}`, undefined, undefined, true);
  showRuns(session, reference.uri);
  const onBranch = (result: RunResult): void => {
    run.show(result);
    sendRunState(session, reference.uri);
  };
  let outcome: RunOutcome = { kind: 'cancelled' };
  try {
    const ports = createPorts(session, request, evaluator, abort.signal, token);
    outcome = await runNode(request, { ...ports, onBranch });
  } finally {
    subscription.dispose();
    progress.done();
    run.end(outcome.kind === 'result' ? outcome.result : undefined);
    showRuns(session, reference.uri);
    showEvidence(session, reference.uri);
  }
  if (outcome.kind === 'cancelled') throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The run was cancelled');
  if (outcome.kind === 'refused') throw failed(outcome.reason);
  return outcome.result;
}

export function handlePreview(session: Session, reference: protocol.NodeReference): protocol.PreviewNodeResult {
  const { plan, redact } = prepareRun(toRunRequest(session, reference));
  return {
    request: toShownRequest(plan.request, redact),
    missing: plan.missing,
    notes: [...plan.problems, ...plan.notes],
  };
}

export function handleOpenResponse(
  session: Session,
  reference: protocol.NodeReference,
): protocol.OpenResponseResult | null {
  const result = session.runs.find(reference)?.result;
  return result === undefined ? null : toResponseText(result);
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function toRunRequest(session: Session, { uri, node: id }: protocol.NodeReference): RunRequest {
  const { project } = session.workspace;
  const path = toPath(uri);
  const analysis = path === undefined ? undefined : session.analyses.find(uri);
  if (path === undefined || analysis === undefined) throw failed('Only a node of a file can be run');
  const { document } = analysis;
  const node = findApiNode(document, id);
  if (node === undefined) throw failed(`No API Integration node has the id ${quote(id)}`);
  const found = findEndpoint(document, node, project);
  if (found === undefined) throw failed(`The node ${quote(id)} calls no endpoint that is set up`);
  return {
    document,
    node,
    found,
    file: toFileName(session, path),
    errors: countErrors(document, id, project, session.analyses.resultOf),
    trusted: session.trusted,
    environment: environmentOf(session, uri),
    environmentFiles: project.environmentFiles(uri),
    settings: session.settings.run,
  };
}

function toFileName({ workspace }: Session, path: string): string {
  const root = findInnermostFolder(path, workspace.roots);
  return (root === undefined ? basename(path) : relative(root, path)).split(sep).join('/');
}

/** Tells the client what to draw in a document, and that the titles of its lenses have changed. */
export function showRuns(session: Session, uri: string): void {
  sendRunState(session, uri);
  if (session.client.refreshesLenses)
    void session.connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
}

/** What a run has shown stands among the findings, until the node changes. */
function showEvidence(session: Session, uri: string): void {
  session.analyses.outdate(uri);
  refreshDiagnostics(session);
}

/** Ranges belong to the text as it is now, so this goes out after every edit of a document that has runs. */
export function sendRunState(session: Session, uri: string): void {
  const version = session.versionOf(uri);
  const document = session.workspace.document(uri);
  if (!session.client.features.has('runState') || version === null || document === undefined) return;
  if (!session.runs.has(uri)) return;
  const nodes = [...session.runs.of(uri)].flatMap(({ node: id, running, isCurrent, result: last, text }) => {
    const node = findApiNode(document, id);
    if (node === undefined) return [];
    const result = isCurrent ? last : undefined;
    const stale = result !== undefined && textOf(document, node, session.workspace.project) !== text;
    return [toRunState(document, node, { running, result, stale })];
  });
  const params: protocol.RunStateParams = { uri, version, nodes };
  void session.connection.sendNotification(protocol.runState, params);
}
