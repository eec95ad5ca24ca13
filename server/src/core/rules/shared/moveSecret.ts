import { type EnvironmentFiles, privateEnvironmentFileName } from '#core/model/environment';
import { findFreeName } from '#core/model/freeName';
import { maySecretsBeWritten } from '#core/model/gitState';
import { editsIn, type Fix, fixFiles, type RuleContext } from '#core/rules/rule';
import { addEnvironmentValue } from '#core/rules/shared/addEnvironmentValue';
import { declareSecret } from '#core/rules/shared/declareSecret';
import type { Span } from '#core/syntax/span';
import type { JsonString } from '#core/syntax/tree';

/** A literal secret that is to become a placeholder. */
export interface MovableSecret {
  readonly string: JsonString;
  /** Where the secret stands in the value of the string. */
  readonly credential: Span;
  /** Where it stands in the document. */
  readonly span: Span;
  /** What it might be called, in any characters. */
  readonly wanted: string;
}

/**
 * Moves a secret into the private environment file, under a name that nothing else has, and declares that name. Withheld
 * while git would publish the private file, and where one of the files is too broken.
 */
export function moveSecret(
  { string, credential, span, wanted }: MovableSecret,
  context: Pick<RuleContext, 'document' | 'project' | 'isSecret'>,
): readonly Fix[] {
  const { document, project } = context;
  const secretFile = project?.sideFile('private-environment', document.uri);
  const configuration = project?.sideFile('configuration', document.uri);
  if (project === undefined || secretFile === undefined || configuration === undefined) return [];
  if (!maySecretsBeWritten(project.gitState(document.uri))) return [];
  const files = project.environmentFiles(document.uri);
  const value = string.value.slice(credential.offset, credential.offset + credential.length);
  const name = nameSecret(wanted, value, files, context.isSecret);
  return fixFiles(`Move it to ${privateEnvironmentFileName} as {{${name}}}`, [
    editsIn(document, [{ span, newText: `{{${name}}}` }]),
    addEnvironmentValue(secretFile, secretEnvironments(files), name, value),
    declareSecret(configuration, name),
  ]);
}

/** A name for a secret that nothing else has, or that every environment has for this very value already. */
export function nameSecret(
  wanted: string,
  value: string | undefined,
  files: EnvironmentFiles,
  isSecret: (name: string) => boolean,
): string {
  return findFreeName(toSecretName(wanted), '_', (candidate) => {
    const inSecretFile = [...files.private.values()].flatMap((values) => values.get(candidate) ?? []);
    if (inSecretFile.length > 0) return inSecretFile.every((other) => other === value);
    return !isSecret(candidate) && ![...files.committed.values()].some((values) => values.has(candidate));
  });
}

/** The environments that a secret is written to. */
export function secretEnvironments(files: EnvironmentFiles): readonly string[] {
  return [...([files.private, files.committed].find(({ size }) => size > 0)?.keys() ?? ['dev'])];
}

/** `ORDERS_API_KEY` for `orders_Api-Key`: what a placeholder can say, in the capitals that secrets are written in. */
export function toSecretName(wanted: string): string {
  const words = wanted
    .toUpperCase()
    .split(/[^A-Z\d]+/)
    .filter((word) => word !== '');
  const name = words.filter((word, index) => word !== words[index - 1]).join('_');
  return /^[A-Z]/.test(name) ? name : `SECRET_${name}`.replace(/_$/, '');
}
