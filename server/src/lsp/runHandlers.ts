import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { findEndpoint } from '#core/model/project';
import { findSteps } from '#core/paths/findSteps';
import type { RunResult } from '#core/request/runResult';
import { toShownPlan } from '#core/request/toRunResult';
import { quote } from '#core/rules/rule';
import type * as protocol from '../protocol';
import type { Evaluator } from '../run/evaluation';
import { runNode } from '../run/runNode';
import type { CompletedRun, RunOutcome, RunRequest } from '../run/runRequest';
import { runToHere } from '../run/runToHere';
import { projectAround } from '../workspace/workspace';
import { keepRun } from './historyHandlers';
import { createPorts } from './ports';
import { prepareForShow } from './prepareForShow';
import { failed, toRunRequest } from './runRequests';
import { textOf } from './runs';
import { refindAll, type Session } from './session';
import { whileAsked } from './whileAsked';

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
  const aftermath: Aftermath = { isEvidenceOld: false, kept: Promise.resolve() };
  const run = (node: string): Promise<RunOutcome> => {
    progress.report(node);
    return runOnce(session, evaluator, { ...reference, node }, token, aftermath);
  };
  try {
    return toResult(toHere ? await runStepsAndNode(session, reference, run) : await run(reference.node));
  } finally {
    // What a run has shown stands among the findings, until the node changes.
    if (aftermath.isEvidenceOld) refindAll(session, reference.uri);
    await settleWithin(longestKeeping, aftermath.kept);
    progress.done();
  }
}

/** What nodes that were run leave to be done once, when the last of them is over. */
interface Aftermath {
  /** To check the flow again takes longer than many a run. */
  isEvidenceOld: boolean;
  /** Resolves when the last run is kept, and so those before it: they take turns. */
  kept: Promise<void>;
}

/** Milliseconds that an answer waits for the history, which another window may hold for seconds. It is kept all the same. */
const longestKeeping = 200;

async function settleWithin(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

function runStepsAndNode(
  session: Session,
  reference: protocol.NodeReference,
  run: (node: string) => Promise<RunOutcome>,
): Promise<RunOutcome> {
  const { document, node } = toRunRequest(session, reference);
  const project = projectAround(session.workspace, reference.uri);
  const steps = findSteps(document, node, (other) => findEndpoint(document, other, project)?.endpoint);
  return runToHere(document, steps, node, ({ id }) => run(id));
}

function toResult(outcome: RunOutcome): RunResult {
  if (outcome.kind === 'cancelled') throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The run was cancelled');
  if (outcome.kind === 'refused') {
    const { reason, missing, why } = outcome;
    throw failed(reason, { missing, ...(why === 'declined' ? { declined: true } : {}) });
  }
  return outcome.result;
}

/** Runs one node, and shows and keeps what comes of it. */
async function runOnce(
  session: Session,
  evaluator: Evaluator,
  reference: protocol.NodeReference,
  token: CancellationToken,
  aftermath: Aftermath,
): Promise<RunOutcome> {
  const request = toRunRequest(session, reference);
  const abort = new AbortController();
  const text = textOf(request.document, request.node, projectAround(session.workspace, reference.uri));
  const run = session.runs.begin(reference, text, () => abort.abort());
  if (run === undefined) throw failed(`The node ${quote(reference.node)} is running already`);
  if (token.isCancellationRequested) abort.abort();
  const subscription = token.onCancellationRequested(() => abort.abort());
  void session.showRuns(reference.uri);
  const before = run.result?.response;
  const onBranch = (result: RunResult): void => {
    run.show(result);
    void session.showRuns(reference.uri);
  };
  let outcome: RunOutcome = { kind: 'cancelled' };
  try {
    const ports = whileAsked(createPorts(session, request, evaluator, abort.signal, token), (isAsked) => {
      run.isAsked = isAsked;
      void session.showRuns(reference.uri);
    });
    outcome = await runNode(request, { ...ports, onBranch });
  } finally {
    subscription.dispose();
    run.end(outcome.kind === 'result' ? outcome : undefined);
    if (outcome.kind === 'result') keepForLater(session, request, outcome);
    await session.showRuns(reference.uri);
    // A run without an answer shows nothing.
    if (before || run.result?.response) aftermath.isEvidenceOld = true;
  }
  if (outcome.kind === 'result') aftermath.kept = keepRun(session, reference, outcome);
  return outcome;
}

/** What those that come after it need: what it has captured, and what must stay hidden. */
function keepForLater({ captures, hiddenValues }: Session, request: RunRequest, run: CompletedRun): void {
  captures.keep(request, run);
  hiddenValues.add(run.hidden);
}

/** The request of a node as a run would send it. */
export async function handlePreview(
  session: Session,
  reference: protocol.NodeReference,
): Promise<protocol.PreviewNodeResult> {
  const { plan, shown } = await prepareForShow(session, reference);
  return toShownPlan(plan, shown);
}
