import type { FlowDocument } from '#core/model/document';

type Follow = (after: FlowDocument, before: FlowDocument) => void;

const followers: Follow[] = [];

/**
 * Makes something of a document once for each version of it, and lets it be made for less where the version before is known.
 *
 * @param make `before` is what was made of the last version that anybody asked about; undefined for a document that was not edited
 */
export function createFollower<Value extends object>(
  make: (document: FlowDocument, before: Value | undefined) => Value,
): (document: FlowDocument) => Value {
  const made = new WeakMap<FlowDocument, Value>();
  const earlier = new WeakMap<FlowDocument, Value>();
  followers.push((after, before) => {
    const known = made.get(before) ?? earlier.get(before);
    if (known !== undefined) earlier.set(after, known);
  });
  return (document) => {
    const known = made.get(document);
    if (known !== undefined) return known;
    const value = make(document, earlier.get(document));
    made.set(document, value);
    earlier.delete(document);
    return value;
  };
}

/** Says that one document is the next version of another, whose values are where those of this one begin. */
export function follow(after: FlowDocument, before: FlowDocument): void {
  for (const follower of followers) follower(after, before);
}
