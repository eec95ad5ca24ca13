import type { DocumentEdit } from '#core/model/documentEdit';
import { maySecretsBeWritten } from '#core/model/gitState';
import type { RefactoringContext } from '#core/refactorings/refactoring';
import { addEnvironmentValues } from '#core/rules/shared/addEnvironmentValue';
import { declareSecrets } from '#core/rules/shared/declareSecret';
import { secretEnvironments } from '#core/rules/shared/moveSecret';

/** What it takes for some names to be secrets, and which of them have a value then. */
export interface SecretSetUp {
  readonly edits: readonly DocumentEdit[];
  /** Those whose value goes to the private environment file. */
  readonly kept: readonly string[];
}

/**
 * Writes the values of secrets to the private environment file and declares their names, and those of secrets that have no value yet, in
 * the configuration. No value is written while git would publish that file, and nothing to a file that is too broken.
 */
export function setUpSecrets(
  values: ReadonlyMap<string, string>,
  withoutValue: readonly string[],
  { document, project, isSecret }: Pick<RefactoringContext, 'document' | 'project' | 'isSecret'>,
): SecretSetUp {
  const nothing: SecretSetUp = { edits: [], kept: [] };
  if (project === undefined) return nothing;
  const configuration = project.sideFile('configuration', document.uri);
  const undeclared = [...new Set([...values.keys(), ...withoutValue])].filter((name) => !isSecret(name));
  const declared = configuration && (undeclared.length === 0 ? [] : declareSecrets(configuration, undeclared));
  const secretFile = project.sideFile('private-environment', document.uri);
  const mayKeep = values.size > 0 && maySecretsBeWritten(project.gitState(document.uri));
  const environments = secretEnvironments(project.environmentFiles(document.uri));
  const kept = secretFile && mayKeep ? addEnvironmentValues(secretFile, environments, [...values]) : undefined;
  return { edits: [...(declared ?? []), ...(kept ?? [])], kept: kept === undefined ? [] : [...values.keys()] };
}
