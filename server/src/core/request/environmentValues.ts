import type { EnvironmentFiles } from '#core/model/environment';

/** What `{{name}}` stands for in one environment, and which of the names are secrets. */
export interface EnvironmentValues {
  find(name: string): string | undefined;
  isSecret(name: string): boolean;
  /** The values of all secrets, whether used or not: none of them may be shown. */
  readonly secretValues: readonly string[];
}

/** Values given for one run win over the private file, and that over the committed one. */
export function toEnvironmentValues(
  files: EnvironmentFiles,
  environment: string | null,
  given: ReadonlyMap<string, string> = new Map(),
): EnvironmentValues {
  const committed = files.committed.get(environment ?? '') ?? new Map<string, string>();
  const secret = files.private.get(environment ?? '') ?? new Map<string, string>();
  const everySecret = [...files.private.values()].flatMap((values) => [...values.values()]);
  return {
    find: (name) => given.get(name) ?? secret.get(name) ?? committed.get(name),
    isSecret: (name) => !given.has(name) && isSecretValue(secret.get(name)),
    secretValues: everySecret.filter(isSecretValue),
  };
}

/** What stands in the private file is secret, but for switches and plain addresses. */
function isSecretValue(value: string | undefined): boolean {
  if (value === undefined || value === 'true' || value === 'false') return false;
  return !isPlainUrl(value);
}

function isPlainUrl(value: string): boolean {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { username, password, search } = new URL(value);
  return username === '' && password === '' && search === '';
}
