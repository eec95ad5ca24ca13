import { counted } from '#core/model/counted';
import { isSafeMethod } from '#core/request/fieldNames';
import { isLoopback } from '#core/request/isLoopback';
import type { PreparedRun } from './prepareRun';

/** A question before anything is sent. Each names what it is about, so that a shell can answer it by its own means. */
export type Question =
  | { readonly kind: 'findings'; readonly message: string; readonly confirm: string }
  | {
      readonly kind: 'method';
      readonly message: string;
      readonly confirm: string;
      /** True in an environment that is guarded: it asks every time there, and once for an endpoint elsewhere. */
      readonly isGuarded: boolean;
      readonly method: string;
      readonly origin: string;
    }
  | SecretQuestion;

export interface SecretQuestion {
  readonly kind: 'secret';
  readonly message: string;
  readonly confirm: string;
  /** The name of an environment value, or a captured one as written: `[[login:token]]`. */
  readonly secret: string;
  readonly origin: string;
  /** What a yes for the origin is remembered by: the name, with the origin that has given it. Undefined where it counts but once. */
  readonly approvedAs: string | undefined;
}

/** Findings at error level: what the platform would refuse is sent only on purpose. */
export function questionAboutFindings(errors: number): Question | undefined {
  if (errors === 0) return undefined;
  const message = `${counted(errors, 'error')}: the platform would refuse this. Run anyway?`;
  return { kind: 'findings', message, confirm: 'Run Anyway' };
}

/** A method that may change something (RFC 9110 §9.2.1). */
export function questionAboutMethod(
  { plan: { request } }: PreparedRun,
  environment: string | null,
  isGuarded: boolean,
): Question | undefined {
  const { method, targetUri } = request;
  if (isSafeMethod(method)) return undefined;
  const { origin } = new URL(targetUri);
  const where = environment === null ? '' : ` in "${environment}"`;
  const message = `Send ${method} to ${origin}${where}?`;
  return { kind: 'method', message, confirm: `Send ${method}`, isGuarded, method, origin };
}

/**
 * Secrets on the final URI: one question each, but none where they stay on this machine. A credential that an API has given is
 * one for every other origin than its own. A yes is remembered where the secret stays hidden on its way, and in the name of the
 * origin itself.
 */
export function questionsAboutSecrets({ plan, redactor }: PreparedRun): readonly SecretQuestion[] {
  const { request, secrets, forwarded } = plan;
  const { origin, hostname, protocol } = new URL(request.targetUri);
  if (isLoopback(hostname)) return [];
  const isEncrypted = protocol === 'https:';
  const where = isEncrypted ? origin : `${origin} without encryption`;
  const isRemembered = isEncrypted && !redactor.holds(origin);
  const toQuestion = (secret: string, giver?: string): SecretQuestion => ({
    kind: 'secret',
    message: `Send ${secret}${giver === undefined ? '' : `, which ${giver} has given,`} to ${where}?`,
    confirm: `Send ${secret}`,
    secret,
    origin,
    approvedAs: isRemembered ? (giver === undefined ? secret : `${secret} of ${giver}`) : undefined,
  });
  const foreign = forwarded.filter((given) => given.origin !== origin);
  const each = new Map(foreign.map((given) => [`${given.written} ${given.origin}`, given]));
  return [
    ...secrets.map((secret) => toQuestion(secret)),
    ...[...each.values()].map((given) => toQuestion(given.written, given.origin)),
  ];
}
