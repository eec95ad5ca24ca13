import { isFieldValue } from '#core/request/fieldNames';
import { fill } from '#core/template/fill';

const nothingKnown: ReadonlyMap<string, string> = new Map();

/**
 * The first character that a request with this text as the value of a header could not be sent with; undefined where it can be.
 * What a run will put in for `[[…]]` nobody knows, and how a placeholder is called is not sent.
 *
 * @param environment the values of `{{…}}` that are known
 */
export function findForbidden(text: string, environment = nothingKnown): string | undefined {
  const filled = fill(text, { environment: (name) => environment.get(name), session: () => 'x' }).text;
  return isFieldValue(filled) ? undefined : [...filled].find((character) => !isFieldValue(character));
}
