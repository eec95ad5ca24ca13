import type { FlowDocument } from '#core/model/document';

/**
 * Makes something of a document once for each version of it, and lets it be made for less where a version before is known.
 *
 * @param make `before` is what was made of the last version that anybody asked about; undefined for the first
 */
export function createFollower<Value extends object>(
  make: (document: FlowDocument, before: Value | undefined) => Value,
): (document: FlowDocument) => Value {
  const last = new WeakMap<object, { readonly document: FlowDocument; readonly value: Value }>();
  return (document) => {
    const known = last.get(document.lineage);
    if (known?.document === document) return known.value;
    const value = make(document, known?.value);
    last.set(document.lineage, { document, value });
    return value;
  };
}
