import type { FlowDocument } from '#core/model/document';
import { findNearest } from '#core/model/nearest';
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
  for (const error of document.keyErrorsOf(object)) {
    if (error.kind !== 'unknown') continue;
    if (findNearest(error.property.name, error.known) === key) return error.property;
  }
  return undefined;
}

/** Whether a key of an object is one that the format does not know there. */
export function isUnknownKey(document: FlowDocument, object: JsonObject | undefined, property: JsonProperty): boolean {
  if (object === undefined) return false;
  return document.keyErrorsOf(object).some((error) => error.kind === 'unknown' && error.property === property);
}

/** What a message adds where the key stands there in another spelling. */
export function hintAt(misspelling: JsonProperty | undefined, key: string): string {
  return misspelling === undefined ? '' : `; ${quote(misspelling.name)} is not known, did you mean ${quote(key)}?`;
}

export function correctSpelling(document: FlowDocument, misspelling: JsonProperty, key: string): readonly Fix[] {
  return fix(document, `Rename to ${quote(key)}`, [renameKey(misspelling, key)]);
}
