import type { Flow } from '#core/model/flow';
import { toEnvironmentValues } from '#core/request/environmentValues';
import { forwardedNames } from '#core/request/forwardedValues';
import { type Plan, plan } from '#core/request/plan';
import { createRedactor, hidingAll, type Redactor, revealing } from '#core/request/redact';
import { type SessionValues, toSessionValues } from '#core/request/sessionValues';
import { placeholderNames } from '#core/template/fill';
import { endpointTemplates, nodeTemplates } from '#core/template/placeholders';
import type { RunPorts, RunRequest, RunSettings } from './runRequest';

/** A request as it would be sent, with what hides its secrets. */
export interface PreparedRun {
  readonly plan: Plan;
  /** The values that are hidden. */
  readonly hidden: readonly string[];
  /** Hides the secrets of the run, whatever the settings say. */
  readonly redactor: Redactor;
  /** What a person sees goes through this one. */
  readonly shown: Redactor;
}

/** Plans without asking anything: what `Preview Request` and `--dry-run` show. */
export function prepareRun(request: RunRequest): PreparedRun {
  const { environment, session, planned } = planRun(request);
  const hidden = [
    ...environment.secretValues,
    ...planned.sensitiveValues,
    ...sensitiveValues(request, session),
    ...forwardedNames(flowsAround(request)).flatMap(({ name }) => session.find(name) ?? []),
    ...(request.hidden ?? []),
  ];
  return withHidden(planned, hidden, request.settings);
}

function planRun(request: RunRequest) {
  const { document, node, found, variables = new Map(), answerOf } = request;
  const environment = toEnvironmentValues(request.environmentFiles, request.environment, {
    values: request.environmentValues,
    secrets: request.secrets,
    stored: request.storedSecrets,
  });
  const session = toSessionValues(document.flow, variables, answerOf);
  return { environment, session, planned: plan(node, found.endpoint, { environment, session }) };
}

/** Hides more than is known before the answer came. */
export function hideAlso(prepared: PreparedRun, values: readonly string[], settings: RunSettings): PreparedRun {
  return values.length === 0 ? prepared : withHidden(prepared.plan, [...prepared.hidden, ...values], settings);
}

/** How many values, and how many UTF-16 code units of them, are searched for: each run would wait for more. */
const mostHidden = 1_500;
const mostHiddenCharacters = 1024 ** 2;

function isTooMuch(hidden: readonly string[]): boolean {
  return hidden.length > mostHidden || hidden.reduce((sum, { length }) => sum + length, 0) > mostHiddenCharacters;
}

function withHidden(planned: Plan, hidden: readonly string[], { revealSecrets }: RunSettings): PreparedRun {
  if (isTooMuch(hidden)) {
    const problem = `There are ${hidden.length} secrets, which are more than can be hidden`;
    const plan = { ...planned, problems: [problem, ...planned.problems] };
    return { plan, hidden: [], redactor: hidingAll, shown: hidingAll };
  }
  const redactor = createRedactor(hidden);
  return { plan: planned, hidden, redactor, shown: revealSecrets ? revealing : redactor };
}

/** Looks up what the files don't give, and what only the committed one does: a kept secret wins over that. */
export async function withStoredSecrets(
  request: RunRequest,
  { storedSecret }: Pick<RunPorts, 'storedSecret'>,
): Promise<RunRequest> {
  const { environment, environmentFiles, environmentValues, secrets } = request;
  const given = [environmentValues, secrets, environmentFiles.private.get(environment ?? '')];
  const stored = new Map<string, string>();
  for (const name of environmentNamesIn(request)) {
    const value = given.some((values) => values?.has(name)) ? undefined : await storedSecret(name);
    if (value !== undefined) stored.set(name, value);
  }
  return { ...request, storedSecrets: stored };
}

function environmentNamesIn({ node, found }: RunRequest): ReadonlySet<string> {
  const templates = [...nodeTemplates(node), ...endpointTemplates(found.endpoint)];
  return new Set(templates.flatMap(({ string }) => placeholderNames(string.value).environment));
}

/** Asks for the session variables that nothing gives, one after the other; the first that nobody gives ends it. */
export async function withAnswers(request: RunRequest, { ask }: Pick<RunPorts, 'ask'>): Promise<RunRequest> {
  const variables = new Map(request.variables);
  const { session, planned } = planRun(request);
  for (const written of planned.missing) {
    const name = /^\[\[(.*)\]\]$/.exec(written)?.[1];
    if (name === undefined) continue;
    const answer = await ask(name, session.isSensitive(name) || planned.credentialNames.has(name));
    if (answer === undefined) break;
    variables.set(name, answer);
  }
  return { ...request, variables };
}

/** All flows that may send on what is in the answer. */
export function flowsAround({ document, flows = [] }: RunRequest): readonly Flow[] {
  return [document.flow, ...flows];
}

/** What was typed into inputs marked `sensitive` is hidden like a secret. */
function sensitiveValues({ document }: RunRequest, session: SessionValues): readonly string[] {
  const names = [...document.flow.nodes.values()].flatMap(({ sensitive, variable }) =>
    sensitive && variable ? [variable.value] : [],
  );
  return names.flatMap((name) => session.find(name) ?? []);
}
