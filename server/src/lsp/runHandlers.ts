import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { findEndpoint } from '#core/model/project';
import { findSteps } from '#core/paths/findSteps';
import type { RunResult } from '#core/request/runResult';
import { toShownRequest } from '#core/request/toRunResult';
import { quote } from '#core/rules/rule';
import { toResponseText } from '../features/responseText';
import { toRunState } from '../features/runMark';
import * as protocol from '../protocol';
import type { Evaluator } from '../run/evaluation';
import { runNode } from '../run/runNode';
import type { RunOutcome } from '../run/runRequest';
import { runToHere } from '../run/runToHere';
import { refreshDiagnostics } from './diagnostics';
import { keepRun } from './historyHandlers';
import { createPorts } from './ports';
import { prepareForShow } from './prepareForShow';
import { failed, toRunRequest } from './runRequests';
import { findApiNode, textOf } from './runs';
import type { Session } from './session';

/** Answers what a client asks about the runs of nodes. */
export function registerRuns(connection: Connection, session: () => Session, evaluator: Evaluator): void {
  connection.onRequest(protocol.runNode, (params: protocol.RunNodeParams, token) =>
    handleRun(session(), evaluator, params, token),
  );
  connection.onRequest(protocol.previewNode, (params: protocol.NodeReference) => handlePreview(session(), params));
  connection.onRequest(protocol.openResponse, (params: protocol.NodeReference) =>
    handleOpenResponse(session(), params),
  );
}

/** Runs a node for the client. Rejects with RequestCancelled, or with RequestFailed where nothing was sent. */
export async function handleRun(
  session: Session,
  evaluator: Evaluator,
  { workDoneToken, toHere = false, ...reference }: protocol.RunNodeParams,
  token: CancellationToken,
): Promise<RunResult> {
  await session.configured;
  const progress = session.connection.window.attachWorkDoneProgress(workDoneToken);
  progress.begin(`Running ${reference.node}`, undefined, undefined, true);
  const run = (node: string): Promise<RunOutcome> => {
    progress.report(node);
    return runOnce(session, evaluator, { ...reference, node }, token);
  };
  try {
    return toResult(toHere ? await runStepsAndNode(session, reference, run) : await run(reference.node));
  } finally {
    progress.done();
  }
}

function runStepsAndNode(
  session: Session,
  reference: protocol.NodeReference,
  run: (node: string) => Promise<RunOutcome>,
): Promise<RunOutcome> {
  const { document, node } = toRunRequest(session, reference);
  const { project } = session.workspace;
  const steps = findSteps(document, node, (other) => findEndpoint(document, other, project)?.endpoint);
  return runToHere(document, steps, node, ({ id }) => run(id));
}

function toResult(outcome: RunOutcome): RunResult {
  if (outcome.kind === 'cancelled') throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The run was cancelled');
  if (outcome.kind === 'refused') throw failed(outcome.reason, outcome.missing);
  return outcome.result;
}

/** Runs one node, and shows and keeps what comes of it. */
async function runOnce(
  session: Session,
  evaluator: Evaluator,
  reference: protocol.NodeReference,
  token: CancellationToken,
): Promise<RunOutcome> {
  const request = toRunRequest(session, reference);
  const abort = new AbortController();
  const text = textOf(request.document, request.node, session.workspace.project);
  const run = session.runs.begin(reference, text, () => abort.abort());
  if (run === undefined) throw failed(`The node ${quote(reference.node)} is running already`);
  if (token.isCancellationRequested) abort.abort();
  const subscription = token.onCancellationRequested(() => abort.abort());
  showRuns(session, reference.uri);
  const before = run.result?.response;
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
    run.end(outcome.kind === 'result' ? outcome : undefined);
    if (outcome.kind === 'result') session.captures.keep(request, outcome);
    showRuns(session, reference.uri);
    // A run without an answer shows nothing, and to check the flow again takes longer than such a run.
    if (before || run.result?.response) showEvidence(session, reference.uri);
  }
  if (outcome.kind === 'result') await keepRun(session, reference, outcome);
  return outcome;
}

export async function handlePreview(
  session: Session,
  reference: protocol.NodeReference,
): Promise<protocol.PreviewNodeResult> {
  const { plan, shown } = await prepareForShow(session, reference);
  return {
    request: toShownRequest(plan.request, shown),
    missing: plan.missing,
    notes: [...plan.problems, ...plan.notes],
  };
}

function handleOpenResponse(session: Session, reference: protocol.NodeReference): protocol.OpenResponseResult | null {
  const result = session.runs.find(reference)?.result;
  return result === undefined ? null : toResponseText(result);
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
