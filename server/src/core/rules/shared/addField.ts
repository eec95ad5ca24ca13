import type { FlowDocument } from '#core/model/document';
import type { Endpoint, HeaderField } from '#core/model/flow';
import { headersObject } from '#core/model/headers';
import type { Edit } from '#core/syntax/edit';
import { addProperties, toNewValue } from '#core/syntax/editJson';
import { findProperty } from '#core/syntax/tree';

/** Sets a field on an endpoint as it is set elsewhere. Undefined where there is no place for it. */
export function addField(
  { text }: FlowDocument,
  endpoint: Endpoint,
  { name, property }: HeaderField,
): Edit | undefined {
  if (endpoint.object === undefined || property.value === undefined) return undefined;
  const value = toNewValue(property.value);
  const headers = headersObject(endpoint);
  if (headers !== undefined) return addProperties(text, headers, [[name, value]]);
  const isTaken = findProperty(endpoint.object, 'headers') !== undefined;
  return isTaken ? undefined : addProperties(text, endpoint.object, [['headers', { [name]: value }]]);
}
