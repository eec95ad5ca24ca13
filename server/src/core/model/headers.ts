import type { Endpoint, FlowNode, HeaderField } from '#core/model/flow';
import { asObject, findProperty, type JsonObject } from '#core/syntax/tree';

export function headersObject({ object }: Endpoint | FlowNode): JsonObject | undefined {
  return asObject(findProperty(object, 'headers')?.value);
}

/** Whether two names mean one field: case does not count (RFC 9110 §5.1). */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The first field of a name. */
export function findField(fields: readonly HeaderField[], name: string): HeaderField | undefined {
  return fields.find((field) => isSameName(field.name, name));
}

/** Whether a field has its value and all of it is text: what is half typed or of a wrong type is said elsewhere. */
export function isWhole({ property, values }: HeaderField): boolean {
  if (property.value === undefined) return false;
  return values.length === (property.value.kind === 'array' ? property.value.items.length : 1);
}

/**
 * A value without the white space around it, which is no part of it: spaces and tabs (RFC 9110 §5.5, §5.6.3). What `String.prototype.trim`
 * would take off besides, such as a line break or U+00A0, is left where it is.
 */
export function trimFieldValue(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isBlankAt(value, from)) from++;
  while (from < to && isBlankAt(value, to - 1)) to--;
  return value.slice(from, to);
}

function isBlankAt(value: string, at: number): boolean {
  return value[at] === ' ' || value[at] === '\t';
}

/**
 * Whether two fields have the same values, item by item, white space around each aside.
 *
 * @param write puts the values of placeholders into a text; left out, values compare as written
 */
export function areValuesEqual(a: HeaderField, b: HeaderField, write = (text: string): string => text): boolean {
  if (a.values.length !== b.values.length) return false;
  const sent = (value = '') => trimFieldValue(write(value));
  return a.values.every(({ value }, index) => sent(value) === sent(b.values[index]?.value));
}

/** Whether a field has no value but white space, or an empty list of values. */
export function isBlank({ values }: HeaderField): boolean {
  return values.every(({ value }) => trimFieldValue(value) === '');
}
