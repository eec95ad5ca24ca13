import type { HeaderField } from '#core/model/flow';
import { isSameName } from '#core/model/headers';
import type { Edit } from '#core/syntax/edit';
import { removeEntry } from '#core/syntax/editJson';
import type { JsonObject } from '#core/syntax/tree';

/** Takes a field out. Undefined where its name stands there once more: another value would come to light. */
export function removeField(text: string, headers: JsonObject | undefined, field: HeaderField): Edit | undefined {
  if (headers === undefined) return undefined;
  const namesakes = headers.properties.filter(({ name }) => isSameName(name, field.name));
  return namesakes.length === 1 ? removeEntry(text, headers, field.property) : undefined;
}
