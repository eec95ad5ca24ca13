import type { EnvironmentFiles } from '#core/model/environment';

/** What `{{name}}` stands for in one environment, and which of the names are secrets. */
export interface EnvironmentValues {
  find(name: string): string | undefined;
  isSecret(name: string): boolean;
  /** The values of all secrets, whether used or not: none of them may be shown. */
  readonly secretValues: readonly string[];
}

/** What gives values besides the files; each by name. */
export interface GivenEnvironmentValues {
  /** Given for this run, and no secrets: `--env-var`. */
  readonly values?: ReadonlyMap<string, string> | undefined;
  /** Given for this run, and secrets whatever they look like: `--secret-from-env`. */
  readonly secrets?: ReadonlyMap<string, string> | undefined;
  /** Kept for this environment by the editor's secret storage. */
  readonly stored?: ReadonlyMap<string, string> | undefined;
}

/** In the order that they win in: given values, given secrets, the private file, stored values, the committed file. */
export function toEnvironmentValues(
  files: EnvironmentFiles,
  environment: string | null,
  { values = none, secrets = none, stored = none }: GivenEnvironmentValues = {},
): EnvironmentValues {
  const committed = files.committed.get(environment ?? '') ?? none;
  const ofPrivateFile = files.private.get(environment ?? '') ?? none;
  const hidden = [...files.private.values(), stored].flatMap((each) => [...each.values()]).filter(isSecretValue);
  const layerOf = (name: string) =>
    [values, secrets, ofPrivateFile, stored, committed].find((layer) => layer.has(name));
  return {
    find: (name) => layerOf(name)?.get(name),
    isSecret: (name) => {
      const layer = layerOf(name);
      return layer === secrets || ((layer === ofPrivateFile || layer === stored) && isSecretValue(layer.get(name)));
    },
    secretValues: [...secrets.values(), ...hidden],
  };
}

const none: ReadonlyMap<string, string> = new Map();

/** What stands in the private file or the secret storage is secret, but for switches and plain addresses. */
function isSecretValue(value: string | undefined): boolean {
  if (value === undefined || value === 'true' || value === 'false') return false;
  return !isPlainUrl(value);
}

function isPlainUrl(value: string): boolean {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { username, password, search } = new URL(value);
  return username === '' && password === '' && search === '';
}
