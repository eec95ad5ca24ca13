import type { ApiNode, Endpoint, HeaderField } from '#core/model/flow';
import { findField } from '#core/model/headers';
import { isManagedField } from '#core/request/fieldNames';

/** The fields that a node's request has from its endpoint alone, in the endpoint's order. */
export function inheritedFields({ api }: ApiNode, { headers }: Endpoint): readonly HeaderField[] {
  return headers.filter(({ name, values }) => {
    return values.length > 0 && !isManagedField(name) && findField(api.headers, name) === undefined;
  });
}
