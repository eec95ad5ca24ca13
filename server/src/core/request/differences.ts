import type { ApiNode, Endpoint } from '#core/model/flow';
import { areValuesEqual, findField } from '#core/model/headers';
import { quote } from '#core/model/quote';
import { isManagedField } from '#core/request/fieldNames';
import { areMismatched } from '#core/request/methods';

/**
 * What node and endpoint say differently, a sentence each: the platform's calls fail there, and a run that is forced sends what the node
 * says. No value is quoted, as it may be a secret.
 *
 * @param write puts the values of placeholders into a text
 */
export function differences(node: ApiNode, endpoint: Endpoint, write: (text: string) => string): readonly string[] {
  const fields = endpoint.headers.flatMap((shared) => {
    const own = findField(node.api.headers, shared.name);
    if (own === undefined || isManagedField(own.name)) return [];
    const isDifferent = !areValuesEqual(own, shared, write);
    return isDifferent
      ? [`The field ${quote(own.name)} has another value on the endpoint, and the node's is sent`]
      : [];
  });
  if (!areMismatched(node, endpoint)) return fields;
  return [`The endpoint's method is ${quote(endpoint.method?.value ?? '')}, and the node's is sent`, ...fields];
}
