import type { FlowDocument } from '#core/model/document';
import { findMisspelling } from '#core/rules/shared/misspelling';
import { findProperty, standsTwice } from '#core/syntax/tree';

/** What the parts of a flow are that names are looked up in. */
const kinds = { endpoints: 'object', imports: 'array', variables: 'object' } as const;

/**
 * Whether a part of a flow may hold names that can't be read: it stands under a misspelt key, is half typed or of a wrong type. That has a
 * finding of its own, and of a name that is not found nothing can be told.
 */
export function hidesNames(document: FlowDocument, key: keyof typeof kinds): boolean {
  const property = findProperty(document.flow.object, key);
  // Of two only the later counts, and the name may stand in the other.
  if (standsTwice(document.flow.object, key)) return true;
  if (property === undefined) return findMisspelling(document, document.flow.object, key) !== undefined;
  const { value } = property;
  if (value?.kind !== kinds[key]) return true;
  return value.kind === 'array' && value.items.some(({ kind }) => kind !== 'string');
}
