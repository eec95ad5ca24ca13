import type { FlowDocument } from '#core/model/document';
import type { EnvironmentFiles } from '#core/model/environment';
import type { ApiNode } from '#core/model/flow';
import { isGuardedEnvironment } from '#core/model/isGuardedEnvironment';
import type { FoundEndpoint } from '#core/model/project';
import { endpointDefaults } from '#core/model/vocabulary';
import { judge, judgingPath } from '#core/request/branch';
import { toEnvironmentValues } from '#core/request/environmentValues';
import type { Outcome, Request } from '#core/request/exchange';
import { findFieldValue } from '#core/request/fieldNames';
import { type Plan, plan } from '#core/request/plan';
import { createRedactor, type Redactor } from '#core/request/redact';
import type { RunResult } from '#core/request/runResult';
import { type SessionValues, toSessionValues } from '#core/request/sessionValues';
import { toRunResult } from '#core/request/toRunResult';
import type { Evaluation } from '#core/response/evaluateContent';
import type { Evaluator } from './evaluation';
import type { ExchangeOptions } from './exchange';
import { type Question, questionAboutFindings, questionAboutMethod, questionsAboutSecrets } from './gates';
import type { Pool } from './pool';

/** What is to be run, and under which settings. */
export interface RunRequest {
  readonly document: FlowDocument;
  readonly node: ApiNode;
  readonly found: FoundEndpoint;
  /** How the file is named in the result. */
  readonly file: string;
  /** How many findings at error level stand in the node and its endpoint. */
  readonly errors: number;
  readonly trusted: boolean;
  readonly environment: string | null;
  readonly environmentFiles: EnvironmentFiles;
  /** Environment values given for this run: `--env-var`. */
  readonly environmentValues?: ReadonlyMap<string, string>;
  /** Session variables given for this run: `--var`, and answers of earlier questions. */
  readonly variables?: ReadonlyMap<string, string>;
  readonly settings: RunSettings;
}

export interface RunSettings {
  /** Milliseconds that win over the endpoint's own `timeout`. */
  readonly deadline?: number;
  /** Milliseconds where the endpoint says nothing. */
  readonly timeout: number;
  /** Bytes of the response that are shown, evaluated, and read at all. */
  readonly previewLimit: number;
  readonly evaluationLimit: number;
  readonly bodyLimit: number;
  /** Names of environments in which an unsafe method asks, with `*`. */
  readonly confirmEnvironments: readonly string[];
}

export const defaultRunSettings: RunSettings = {
  timeout: endpointDefaults.timeout,
  previewLimit: 1024 ** 2,
  evaluationLimit: 16 * 1024 ** 2,
  bodyLimit: 256 * 1024 ** 2,
  confirmEnvironments: ['*prod*', '*prd*', '*live*'],
};

/** Everything that reaches out of the engine. */
export interface RunPorts {
  readonly signal: AbortSignal;
  readonly exchange: (request: Request, options: ExchangeOptions) => Promise<Outcome>;
  readonly evaluator: Evaluator;
  readonly pool: Pool;
  /** May this go on? Only a clear yes is true. */
  readonly consent: (question: Question) => Promise<boolean>;
  /** The value of a session variable; undefined where nobody gives one. */
  readonly ask: (variable: string, sensitive: boolean) => Promise<string | undefined>;
  /** The branch is known, the variables are not yet: a branch by status can be shown at once. */
  readonly onBranch?: (result: RunResult) => void;
}

export type RunOutcome =
  | { readonly kind: 'result'; readonly result: RunResult }
  /** Nothing was sent. One sentence without a final stop; `why` tells a refusal from an answer of no. */
  | {
      readonly kind: 'refused';
      readonly why: 'untrusted' | 'declined' | 'missing' | 'impossible';
      readonly reason: string;
    }
  | { readonly kind: 'cancelled' };

/** A request as it would be sent, with what hides its secrets. */
export interface PreparedRun {
  readonly plan: Plan;
  readonly redact: Redactor;
}

/** Plans without asking anything: what `Preview Request` and `--dry-run` show. */
export function prepareRun(
  request: RunRequest,
  variables: ReadonlyMap<string, string> = request.variables ?? new Map(),
): PreparedRun {
  const environment = toEnvironmentValues(request.environmentFiles, request.environment, request.environmentValues);
  const session = toSessionValues(request.document.flow, variables);
  const { node, found, document } = request;
  const planned = plan(node, found.endpoint, document.text, { environment, session });
  const secrets = [...environment.secretValues, ...planned.sensitiveValues, ...sensitiveValues(request, session)];
  return { plan: planned, redact: createRedactor(secrets) };
}

/** Runs a node: gates, exchange, branch. Rejects only for a fault of its own. */
export async function runNode(request: RunRequest, ports: RunPorts): Promise<RunOutcome> {
  if (!request.trusted) {
    return { kind: 'refused', why: 'untrusted', reason: 'Nothing is sent from a workspace that is not trusted' };
  }
  const aboutFindings = questionAboutFindings(request.errors);
  if (aboutFindings && !(await ports.consent(aboutFindings))) return declined(ports.signal, 'it has errors');
  const variables = await askForMissing(request, ports);
  if (ports.signal.aborted) return { kind: 'cancelled' };
  const prepared = prepareRun(request, variables);
  const obstacle = findObstacle(prepared.plan, request);
  if (obstacle !== undefined) return obstacle;
  const questions = [
    questionAboutMethod(
      prepared.plan,
      request.environment,
      isGuardedEnvironment(request.environment, request.settings.confirmEnvironments),
    ),
    ...questionsAboutSecrets(prepared.plan),
  ];
  for (const question of questions) {
    if (question && !(await ports.consent(question)))
      return declined(ports.signal, question.message.replace(/\?$/, ': not confirmed'));
  }
  return ports.signal.aborted ? { kind: 'cancelled' } : exchangeAndJudge(request, prepared, ports);
}

/** A question that a cancel took away was not answered with no. */
function declined(signal: AbortSignal, reason: string): RunOutcome {
  return signal.aborted
    ? { kind: 'cancelled' }
    : { kind: 'refused', why: 'declined', reason: `Nothing was sent: ${reason}` };
}

/** Session variables that nothing gives are asked for, one after the other. */
async function askForMissing(request: RunRequest, ports: RunPorts): Promise<ReadonlyMap<string, string>> {
  const variables = new Map(request.variables);
  const session = toSessionValues(request.document.flow, variables);
  for (const written of prepareRun(request).plan.missing) {
    const name = /^\[\[(.*)\]\]$/.exec(written)?.[1];
    if (name === undefined) continue;
    const answer = await ports.ask(name, session.isSensitive(name));
    if (answer === undefined) break;
    variables.set(name, answer);
  }
  return variables;
}

function findObstacle({ missing, problems }: Plan, { environment }: RunRequest): RunOutcome | undefined {
  if (missing.length > 0) {
    const where = environment === null ? 'no environment is chosen' : `the environment is "${environment}"`;
    const reason = `Nothing was sent: ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'} no value (${where})`;
    return { kind: 'refused', why: 'missing', reason };
  }
  const [problem] = problems;
  return problem === undefined
    ? undefined
    : { kind: 'refused', why: 'impossible', reason: `Nothing was sent: ${problem}` };
}

async function exchangeAndJudge(request: RunRequest, prepared: PreparedRun, ports: RunPorts): Promise<RunOutcome> {
  const { endpoint } = request.found;
  const leave = ports.pool.enter(
    poolKey(request.found),
    endpoint.maxConnections?.value ?? endpointDefaults.maxConnections,
  );
  const outcome =
    leave === undefined ? poolExhausted(endpoint.name) : await send(request, prepared.plan, ports).finally(leave);
  if (outcome.kind === 'cancelled') return { kind: 'cancelled' };
  const judged = (evaluation?: Evaluation) => toResult(request, prepared, outcome, evaluation);
  // A branch by status never waits for what else is in the answer.
  if (judgingPath(endpoint) === undefined) ports.onBranch?.(judged());
  const evaluation = await unlessAborted(evaluate(request, outcome, ports.evaluator), ports.signal);
  return ports.signal.aborted ? { kind: 'cancelled' } : { kind: 'result', result: judged(evaluation) };
}

/** Nothing waits for what nobody wants any more. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  const ended = new AbortController();
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: ended.signal });
  });
  return Promise.race([work, aborted]).finally(() => ended.abort());
}

function toResult(
  { node, found, file, environment, settings }: RunRequest,
  prepared: PreparedRun,
  outcome: Exclude<Outcome, { kind: 'cancelled' }>,
  evaluation: Evaluation | undefined,
): RunResult {
  const { endpoint } = found;
  const verdict = judge(node, endpoint, outcome, evaluation);
  const context = { file, node: node.id, endpoint: endpoint.name, environment, previewLimit: settings.previewLimit };
  return toRunResult(context, prepared, outcome, verdict, evaluation);
}

/** Milliseconds: the most that the format allows for a `timeout`. */
const longestDeadline = 600_000;

function send({ found, settings }: RunRequest, { request }: Plan, { exchange, signal }: RunPorts): Promise<Outcome> {
  const asked = settings.deadline ?? found.endpoint.timeout?.value ?? settings.timeout;
  const deadline = Math.min(Math.max(asked, 1), longestDeadline);
  const limits = { evaluation: settings.evaluationLimit, body: settings.bodyLimit };
  return exchange(request, { deadline, signal, limits });
}

function poolKey({ endpoint, document }: FoundEndpoint): string {
  return JSON.stringify([document.uri, endpoint.name]);
}

function poolExhausted(endpoint: string): Outcome {
  const message = `all connections of the endpoint "${endpoint}" are taken`;
  const timings = { dns: null, connect: null, tls: null, firstByte: null, download: null, total: 0 };
  return { kind: 'failure', failure: { kind: 'pool', code: 'FLOW_LENS_POOL', message }, timings };
}

/** Reads the content for what depends on it. A branch by status is known without it, and only waits for the variables. */
async function evaluate(
  { found }: RunRequest,
  outcome: Outcome,
  evaluator: Evaluator,
): Promise<Evaluation | undefined> {
  if (outcome.kind !== 'response') return undefined;
  const { content, fields } = outcome.response;
  const { endpoint } = found;
  return evaluator.evaluate({
    bytes: content.bytes,
    contentType: findFieldValue(fields, 'content-type'),
    elementValidation: judgingPath(endpoint),
    baseElement: endpoint.baseElement?.value,
    prefix: endpoint.name,
  });
}

/** What was typed into inputs marked `sensitive` is hidden like a secret. */
function sensitiveValues({ document }: RunRequest, session: SessionValues): readonly string[] {
  const names = [...document.flow.nodes.values()].flatMap(({ sensitive, variable }) =>
    sensitive && variable ? [variable.value] : [],
  );
  return names.flatMap((name) => session.find(name) ?? []);
}
