import type { Span } from '#core/syntax/span';
import type { JsonArray, JsonObject } from '#core/syntax/tree';

/**
 * Whether the property of that key can go with an entry, as its value holds no other: not where the key stands twice, since the
 * earlier one would then count.
 */
export function goesWithItsLast(owner: JsonObject, key: string, value: JsonArray | JsonObject): boolean {
  const entries: readonly Span[] = value.kind === 'array' ? value.items : value.properties;
  return entries.length === 1 && owner.properties.filter((property) => property.key.value === key).length === 1;
}
