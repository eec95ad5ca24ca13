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
 * Whether two fields have the same values, item by item, white space around each aside.
 *
 * @param write puts the values of placeholders into a text; left out, values compare as written
 */
export function areValuesEqual(a: HeaderField, b: HeaderField, write = (text: string): string => text): boolean {
  if (a.values.length !== b.values.length) return false;
  return a.values.every(({ value }, index) => write(value).trim() === write(b.values[index]?.value ?? '').trim());
}

/** Whether a field has no value but white space, or an empty list of values. */
export function isBlank({ values }: HeaderField): boolean {
  return values.every(({ value }) => value.trim() === '');
}
