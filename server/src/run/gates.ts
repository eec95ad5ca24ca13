import { isSafeMethod } from '#core/request/fieldNames';
import { isLoopback } from '#core/request/isLoopback';
import type { Plan } from '#core/request/plan';

/** A question before anything is sent. Each names what it is about, so that a shell can answer it by its own means. */
export type Question =
  | { readonly kind: 'findings'; readonly message: string; readonly confirm: string }
  | { readonly kind: 'method'; readonly message: string; readonly confirm: string }
  | {
      readonly kind: 'secret';
      readonly message: string;
      readonly confirm: string;
      readonly secret: string;
      readonly origin: string;
    };

/** Findings at error level: what the platform would refuse is sent only on purpose. */
export function questionAboutFindings(errors: number): Question | undefined {
  if (errors === 0) return undefined;
  const message = `${errors} error${errors === 1 ? '' : 's'}: the platform would refuse this. Run anyway?`;
  return { kind: 'findings', message, confirm: 'Run Anyway' };
}

/** A method that may change something, in an environment that is guarded (RFC 9110 §9.2.1). */
export function questionAboutMethod(
  { request }: Plan,
  environment: string | null,
  isGuarded: boolean,
): Question | undefined {
  if (!isGuarded || isSafeMethod(request.method)) return undefined;
  const { origin } = new URL(request.targetUri);
  return {
    kind: 'method',
    message: `Send ${request.method} to ${origin} in "${environment}"?`,
    confirm: `Send ${request.method}`,
  };
}

/** Secrets on the final URI: one question each, but none where they stay on this machine. */
export function questionsAboutSecrets({ request, secrets }: Plan): readonly Question[] {
  const { origin, hostname, protocol } = new URL(request.targetUri);
  if (isLoopback(hostname)) return [];
  const open = protocol === 'http:' ? ' without encryption' : '';
  return secrets.map((secret) => ({
    kind: 'secret',
    message: `Send ${secret} to ${origin}${open}?`,
    confirm: `Send ${secret}`,
    secret,
    origin,
  }));
}
