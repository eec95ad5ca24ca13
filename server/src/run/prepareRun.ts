import { toEnvironmentValues } from '#core/request/environmentValues';
import { type Plan, plan } from '#core/request/plan';
import { createRedactor, type Redactor, revealing } from '#core/request/redact';
import { type SessionValues, toSessionValues } from '#core/request/sessionValues';
import type { RunPorts, RunRequest } from './runRequest';

/** A request as it would be sent, with what hides its secrets. */
export interface PreparedRun {
  readonly plan: Plan;
  /** Hides the secrets of the run, whatever the settings say. */
  readonly redactor: Redactor;
  /** What a person sees goes through this one. */
  readonly shown: Redactor;
}

/** Plans without asking anything: what `Preview Request` and `--dry-run` show. */
export function prepareRun(request: RunRequest): PreparedRun {
  const environment = toEnvironmentValues(request.environmentFiles, request.environment, request.environmentValues);
  const session = sessionOf(request);
  const { node, found, document, settings } = request;
  const planned = plan(node, found.endpoint, document.text, { environment, session });
  const secrets = [
    ...environment.secretValues,
    ...planned.sensitiveValues,
    ...sensitiveValues(request, session),
    ...(request.secrets ?? []),
  ];
  const redactor = createRedactor(secrets);
  return { plan: planned, redactor, shown: settings.revealSecrets ? revealing : redactor };
}

/** Asks for the session variables that nothing gives, one after the other; the first that nobody gives ends it. */
export async function withAnswers(request: RunRequest, { ask }: Pick<RunPorts, 'ask'>): Promise<RunRequest> {
  const variables = new Map(request.variables);
  const session = sessionOf(request);
  for (const written of prepareRun(request).plan.missing) {
    const name = /^\[\[(.*)\]\]$/.exec(written)?.[1];
    if (name === undefined) continue;
    const answer = await ask(name, session.isSensitive(name));
    if (answer === undefined) break;
    variables.set(name, answer);
  }
  return { ...request, variables };
}

function sessionOf({ document, variables = new Map() }: RunRequest): SessionValues {
  return toSessionValues(document.flow, variables);
}

/** What was typed into inputs marked `sensitive` is hidden like a secret. */
function sensitiveValues({ document }: RunRequest, session: SessionValues): readonly string[] {
  const names = [...document.flow.nodes.values()].flatMap(({ sensitive, variable }) =>
    sensitive && variable ? [variable.value] : [],
  );
  return names.flatMap((name) => session.find(name) ?? []);
}
