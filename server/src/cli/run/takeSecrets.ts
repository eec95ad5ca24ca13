import { quote } from '#core/model/quote';
import { isSearchable, shortestSecret } from '#core/request/redaction/secretForms';
import { CommandError } from '../commandError';
import type { Terminal } from '../terminal';

/**
 * The values of the named variables of the process environment, which is read in no other way: a flow must not be able to pick one out of
 * it. Throws a `CommandError` where one has no value; an empty one is what CI systems give for a secret that they don't have.
 */
export function takeSecrets(
  names: readonly string[],
  { environmentVariable, complain }: Pick<Terminal, 'environmentVariable' | 'complain'>,
): ReadonlyMap<string, string> {
  const secrets = new Map(names.map((name) => [name, environmentVariable(name) ?? '']));
  for (const [name, value] of secrets) {
    if (value === '') throw new CommandError(`The process environment has no value for ${quote(name)}`);
    if (!isSearchable(value))
      complain(`The value of ${quote(name)} is too short to be hidden: it has fewer than ${shortestSecret} characters`);
  }
  return secrets;
}
