import type { FlowDocument } from '#core/model/document';
import { findNearest } from '#core/model/nearest';
import type { ShapeError } from '#core/model/shapeErrors';
import { groupBy } from '#core/paths/groupBy';
import { type Fix, fix, quote } from '#core/rules/rule';
import { renameKey } from '#core/syntax/editJson';
import { findProperty, type JsonObject, type JsonProperty } from '#core/syntax/tree';

/**
 * The property that was meant to be `key`, which the object lacks: the first one that the format does not know and whose
 * nearest known key it is. The rule that misses the key reports it, and `unknown-property` does not.
 */
export function findMisspelling(
  document: FlowDocument,
  object: JsonObject | undefined,
  key: string,
): JsonProperty | undefined {
  if (object === undefined || findProperty(object, key) !== undefined) return undefined;
  const unknown = unknownKeys(document).get(object) ?? [];
  return unknown.find(({ property, known }) => findNearest(property.key.value, known) === key)?.property;
}

/** Whether a key of an object is one that the format does not know there. */
export function isUnknownKey(document: FlowDocument, object: JsonObject | undefined, property: JsonProperty): boolean {
  const unknown = object && unknownKeys(document).get(object);
  return unknown?.some((error) => error.property === property) ?? false;
}

type Unknown = Extract<ShapeError, { kind: 'unknown' }>;

/** Made once for a document: every object that misses a key asks. */
const byDocument = new WeakMap<FlowDocument, ReadonlyMap<JsonObject, readonly Unknown[]>>();

function unknownKeys(document: FlowDocument): ReadonlyMap<JsonObject, readonly Unknown[]> {
  const made = byDocument.get(document);
  if (made !== undefined) return made;
  const unknown = document.shapeErrors.filter((error) => error.kind === 'unknown');
  const byObject = groupBy(unknown, ({ object }) => object);
  byDocument.set(document, byObject);
  return byObject;
}

/** What a message adds where the key stands there in another spelling. */
export function hintAt(misspelling: JsonProperty | undefined, key: string): string {
  return misspelling === undefined ? '' : `; ${quote(misspelling.key.value)} is not known, did you mean ${quote(key)}?`;
}

export function correctSpelling(document: FlowDocument, misspelling: JsonProperty, key: string): readonly Fix[] {
  return fix(document, `Rename to ${quote(key)}`, [renameKey(misspelling, key)]);
}
