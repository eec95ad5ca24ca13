import { type EnvironmentFiles, environmentNames } from '#core/model/environment';
import type { Flow } from '#core/model/flow';
import { toEnvironmentValues } from '#core/request/environmentValues';

/**
 * Tells which environment values are secrets, whatever environment is active: those that the private file of any has as such, and
 * those that the configuration declares.
 */
export function secretTeller(
  files: EnvironmentFiles,
  isDeclared: (name: string) => boolean,
): (name: string) => boolean {
  const environments = environmentNames(files).map((environment) => toEnvironmentValues(files, environment));
  return (name) => isDeclared(name) || environments.some(({ isSecret }) => isSecret(name));
}

/** The session variables that a flow asks for as sensitive. */
export function sensitiveVariables({ nodes }: Flow): ReadonlySet<string> {
  const asked = [...nodes.values()].filter(({ sensitive }) => sensitive);
  return new Set(asked.flatMap(({ variable }) => variable?.value ?? []));
}
