import { counted } from '#core/model/counted';
import { isGuardedEnvironment } from '#core/model/isGuardedEnvironment';
import type { FoundEndpoint } from '#core/model/project';
import { endpointDefaults } from '#core/model/vocabulary';
import { judge, judgingPath } from '#core/request/branch';
import { toCapturedAnswer } from '#core/request/capturedAnswer';
import { noTimings, type Outcome, type ResponseContent } from '#core/request/exchange';
import { findFieldValue } from '#core/request/fieldNames';
import { forwardedValues, forwardsFrom } from '#core/request/forwardedValues';
import type { Plan } from '#core/request/plan';
import type { Redactor } from '#core/request/redact';
import type { RunResult } from '#core/request/runResult';
import { toRunResult } from '#core/request/toRunResult';
import type { Evaluation } from '#core/response/evaluateContent';
import { formatBytes } from '#core/response/formatAmount';
import type { Evaluator } from './evaluation';
import { type Question, questionAboutFindings, questionAboutMethod, questionsAboutSecrets } from './gates';
import { settingFault } from './network/explainedError';
import { flowsAround, hideAlso, type PreparedRun, prepareRun, withAnswers, withStoredSecrets } from './prepareRun';
import { stillComing } from './receivedContent';
import { longestDeadline, type RefusedRun, type RunOutcome, type RunPorts, type RunRequest } from './runRequest';
import { untilAborted } from './untilAborted';

/** What came of an exchange that nobody has cancelled, or of one that is under way. */
type Ended = Exclude<Outcome, { kind: 'cancelled' }>;

/** Runs a node: gates, exchange, branch. Rejects only for a fault of its own. */
export async function runNode(asked: RunRequest, ports: RunPorts): Promise<RunOutcome> {
  if (!asked.trusted) return refused('untrusted', 'Nothing is sent from a workspace that is not trusted');
  const aboutFindings = questionAboutFindings(asked.errors);
  if (aboutFindings && !(await ports.consent(aboutFindings)))
    return declined(ports.signal, `it has ${counted(asked.errors, 'error')}`, aboutFindings);
  const request = await withAnswers(await withStoredSecrets(asked, ports), ports);
  if (ports.signal.aborted) return { kind: 'cancelled' };
  const prepared = prepareRun(request);
  const obstacle = findObstacle(prepared.plan, request);
  if (obstacle !== undefined) return obstacle;
  const questions = [
    questionAboutMethod(
      prepared,
      request.environment,
      isGuardedEnvironment(request.environment, request.settings.confirmEnvironments),
    ),
    ...questionsAboutSecrets(prepared),
  ];
  for (const question of questions) {
    if (question === undefined) continue;
    const message = prepared.shown.text(question.message);
    if (!(await ports.consent({ ...question, message })))
      return declined(ports.signal, message.replace(/\?$/, ': not confirmed'), question);
  }
  return ports.signal.aborted ? { kind: 'cancelled' } : exchangeAndJudge(request, prepared, ports);
}

function refused(why: RefusedRun['why'], reason: string, missing: readonly string[] = []): RefusedRun {
  return { kind: 'refused', why, reason, missing };
}

/** A question that a cancel took away was not answered with no. */
function declined(signal: AbortSignal, reason: string, question: Question): RunOutcome {
  return signal.aborted ? { kind: 'cancelled' } : { ...refused('declined', `Nothing was sent: ${reason}`), question };
}

function findObstacle({ missing, problems }: Plan, { environment }: RunRequest): RefusedRun | undefined {
  if (missing.length > 0) {
    const where = environment === null ? 'no environment is chosen' : `the environment is "${environment}"`;
    const have = missing.length === 1 ? 'has' : 'have';
    return refused('missing', `Nothing was sent: ${missing.join(', ')} ${have} no value (${where})`, missing);
  }
  const [problem] = problems;
  return problem === undefined ? undefined : refused('impossible', `Nothing was sent: ${problem}`);
}

async function exchangeAndJudge(request: RunRequest, prepared: PreparedRun, ports: RunPorts): Promise<RunOutcome> {
  const { endpoint } = request.found;
  const leave = ports.pool.enter(
    poolKey(request.found),
    endpoint.maxConnections?.value ?? endpointDefaults.maxConnections,
  );
  const isForwarded = forwardsFrom(flowsAround(request), prefixesOf(request));
  // A branch by status never waits for what else is in the answer. A credential in it is known, and can be hidden, only at the end.
  const tell = (known: Ended): void => {
    if (judgingPath(endpoint) !== undefined || ports.signal.aborted) return;
    const told = isForwarded ? withoutContent(known, stillComing) : known;
    ports.onBranch?.(toResult(request, prepared.plan, told, undefined, prepared.shown));
  };
  const outcome =
    leave === undefined ? poolExhausted(endpoint.name) : await send(request, prepared.plan, ports, tell).finally(leave);
  if (outcome.kind === 'cancelled') return { kind: 'cancelled' };
  if (outcome.kind === 'failure' && outcome.failure.code === settingFault)
    return refused('impossible', `Nothing was sent: ${prepared.redactor.text(outcome.failure.message)}`);
  // Of a failure nothing else is to come.
  if (outcome.kind === 'response') tell(outcome);
  const evaluation = await untilAborted(evaluate(request, outcome, ports.evaluator), ports.signal, undefined);
  if (!ports.signal.aborted) return complete(request, prepared, outcome, evaluation, isForwarded);
  const { stored } = contentOf(outcome) ?? {};
  if (stored !== undefined) await ports.spill?.remove(stored.path);
  return { kind: 'cancelled' };
}

/** What flows call the answer by: `[[orders:status]]`, `[[get-order:status]]`. */
function prefixesOf({ node, found }: RunRequest): readonly string[] {
  return [found.endpoint.name, node.id];
}

/** What is not to be seen of an answer stands in its content, and fields may repeat it. */
function withoutContent(outcome: Ended, note: string): Ended {
  if (outcome.kind !== 'response') return outcome;
  const { response } = outcome;
  const content = { ...response.content, bytes: new Uint8Array(), truncated: true, note };
  return { ...outcome, response: { ...response, fields: [], content } };
}

function contentOf(outcome: Ended): ResponseContent | undefined {
  return outcome.kind === 'response' ? outcome.response.content : undefined;
}

function complete(
  request: RunRequest,
  prepared: PreparedRun,
  outcome: Ended,
  evaluation: Evaluation | undefined,
  isForwarded: boolean,
): RunOutcome {
  const { plan } = prepared;
  const { found, settings } = request;
  const answer = toCapturedAnswer(evaluation?.variables ?? [], found.endpoint.baseElement?.value, {
    origin: new URL(plan.request.targetUri).origin,
    hides: prepared.redactor.holds,
  });
  const forwarded = forwardedValues(flowsAround(request), prefixesOf(request), answer);
  const { redactor, shown, hidden } = hideAlso(prepared, forwarded, settings);
  const told = isForwarded && evaluation?.isWhole !== true ? withoutContent(outcome, notTold) : outcome;
  const result = toResult(request, plan, outcome, evaluation, shown, told);
  const content = contentOf(outcome);
  return {
    kind: 'result',
    result,
    recorded: shown === redactor ? result : toResult(request, plan, outcome, evaluation, redactor, told),
    content: content && toKept(content, settings.previewLimit),
    redactor,
    hidden,
    answer: { ...answer, hides: redactor.holds },
  };
}

const notTold =
  "the content is not shown: the flow sends values of it on as credentials, and they can't be told from the rest, as it could not be read whole";

/** What is in a file is let go of in memory, but for its beginning. */
function toKept(content: ResponseContent, previewLimit: number): ResponseContent {
  // A copy: a view would hold all of it.
  return content.stored === undefined ? content : { ...content, bytes: content.bytes.slice(0, previewLimit) };
}

/** `told` is what is shown of the outcome, where that is not all of it. */
function toResult(
  { node, found, file, environment, settings }: RunRequest,
  plan: Plan,
  outcome: Ended,
  evaluation: Evaluation | undefined,
  redactor: Redactor,
  told = outcome,
): RunResult {
  const { endpoint } = found;
  const verdict = judge(node, endpoint, outcome, evaluation);
  const context = { file, node: node.id, endpoint: endpoint.name, environment, previewLimit: settings.previewLimit };
  return toRunResult(context, { plan, redactor }, told, verdict, evaluation);
}

function send(
  { found, settings }: RunRequest,
  { request }: Plan,
  { exchange, signal, spill }: RunPorts,
  tell: (known: Ended) => void,
): Promise<Outcome> {
  const asked = settings.deadline ?? found.endpoint.timeout?.value ?? settings.timeout;
  const deadline = Math.min(Math.max(asked, 1), longestDeadline);
  const { previewLimit: preview, evaluationLimit: evaluation, bodyLimit: body } = settings;
  return exchange(request, {
    deadline,
    signal,
    limits: { preview, evaluation, body },
    ...(spill === undefined ? {} : { spill }),
    onProgress: (response, timings, notes) => tell({ kind: 'response', response, timings, notes }),
  });
}

function poolKey({ endpoint, document }: FoundEndpoint): string {
  return JSON.stringify([document.uri, endpoint.name]);
}

function poolExhausted(endpoint: string): Outcome {
  const message = `all connections of the endpoint "${endpoint}" are taken`;
  return { kind: 'failure', failure: { kind: 'pool', code: 'FLOW_LENS_POOL', message }, timings: noTimings };
}

/** Reads the content for what depends on it. A branch by status is known without it, and only waits for the variables. */
async function evaluate(
  { found }: RunRequest,
  outcome: Outcome,
  evaluator: Evaluator,
): Promise<Evaluation | undefined> {
  if (outcome.kind !== 'response') return undefined;
  const { content, fields } = outcome.response;
  if (content.truncated) return notEvaluated(content);
  const { endpoint } = found;
  return evaluator.evaluate({
    bytes: content.bytes,
    contentType: findFieldValue(fields, 'content-type'),
    elementValidation: judgingPath(endpoint),
    baseElement: endpoint.baseElement?.value,
    prefix: endpoint.name,
  });
}

/** A part of a content tells nothing for sure, even where it happens to parse. */
function notEvaluated({ bytes, size }: ResponseContent): Evaluation {
  const reason =
    size > bytes.length ? `a content of ${formatBytes(size)} is not evaluated` : 'the content is not all there';
  return { value: undefined, reason: undefined, variables: [], isWhole: false, notes: [`no variables, as ${reason}`] };
}
