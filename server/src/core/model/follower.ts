import type { FlowDocument } from '#core/model/document';

/**
 * Makes something of a document once for each version of it, and lets it be made for less where a version before is known.
 *
 * @param make `before` is what was made of another version that somebody asked about; undefined for the first
 */
export function createFollower<Value extends object>(
  make: (document: FlowDocument, before: Value | undefined) => Value,
): (document: FlowDocument) => Value {
  const latest = new WeakMap<object, { readonly edits: number; readonly value: Value }>();
  const made = new WeakMap<FlowDocument, Value>();
  return (document) => {
    const known = made.get(document);
    if (known !== undefined) return known;
    const before = latest.get(document.lineage);
    const value = make(document, before?.value);
    made.set(document, value);
    // An earlier version may be asked about again; what comes next follows from the latest.
    if (before === undefined || before.edits < document.edits) {
      latest.set(document.lineage, { edits: document.edits, value });
    }
    return value;
  };
}
