import { type EnvironmentFiles, environmentNames } from '#core/model/environment';
import type { Flow } from '#core/model/flow';
import { isCredentialField } from '#core/request/credentials';
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

/**
 * Whether a value or a variable sounds like a credential, by a word of its name however that is set off: `ORDERS_KEY`, `ordersKey`,
 * `user.pin`. Of those a person is shown no value that nobody has asked for.
 */
export function soundsSecret(name: string): boolean {
  const words = name.replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, '-');
  return isCredentialField(words) || /(?:^|[-_.])(?:pass|passphrase|pin|credentials?)(?:$|[-_.])/i.test(words);
}
