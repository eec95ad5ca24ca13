import type { Span } from '#core/syntax/span';

/**
 * A JSON text as a tree in which every value and every key knows its place. Broken text gives a tree with holes: a property
 * without a value, a list that ends early. Spans of strings include their quotes.
 */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject extends Span {
  readonly kind: 'object';
  /** In the order of the text, duplicates included. */
  readonly properties: readonly JsonProperty[];
  /** Those that count, each key once: the same list, or where keys stand twice, without those that a later one takes the place of. */
  readonly effective: readonly JsonProperty[];
}

export interface JsonProperty extends Span {
  /** The key decoded: escapes are undone. */
  readonly name: string;
  /** The key at its place: another object each time. */
  readonly key: JsonString;
  /** Absent while it is being typed. */
  readonly value: JsonNode | undefined;
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonString extends Span {
  readonly kind: 'string';
  /** Decoded: escapes are undone. */
  readonly value: string;
}

export interface JsonNumber extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** As it stands in the text, where its value would be written otherwise: `1.0`, `12345678901234567890`. */
  readonly written?: string | undefined;
}

export interface JsonBoolean extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface JsonNull extends Span {
  readonly kind: 'null';
  readonly value: null;
}

/** The property of that key that counts: the last one, as `JSON.parse` has it (RFC 8259 §4 leaves it open). */
export function findProperty(object: JsonObject | undefined, key: string): JsonProperty | undefined {
  const properties = object?.properties ?? [];
  for (let index = properties.length - 1; index >= 0; index--) {
    const property = properties[index];
    if (property?.name === key) return property;
  }
  return undefined;
}

/** Whether a key comes again: only the last counts, and without that the one before would. */
export function standsTwice(object: JsonObject | undefined, key: string): boolean {
  let count = 0;
  for (const property of object?.properties ?? []) if (property.name === key) count++;
  return count > 1;
}

/** Whether any key of an object stands twice. */
export function hasTwins({ properties, effective }: JsonObject): boolean {
  return effective !== properties;
}

export function asString(node: JsonNode | undefined): JsonString | undefined {
  return node?.kind === 'string' ? node : undefined;
}

export function asObject(node: JsonNode | undefined): JsonObject | undefined {
  return node?.kind === 'object' ? node : undefined;
}

export function asNumber(node: JsonNode | undefined): JsonNumber | undefined {
  return node?.kind === 'number' ? node : undefined;
}

export function asArray(node: JsonNode | undefined): JsonArray | undefined {
  return node?.kind === 'array' ? node : undefined;
}
