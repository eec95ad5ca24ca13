import { areSameItems } from '#core/model/difference';
import type { FlowDocument } from '#core/model/document';
import { createFollower } from '#core/model/follower';

interface Summaries<Entry, Value> {
  readonly entries: readonly Entry[];
  readonly values: readonly Value[];
}

/**
 * Sums up each entry of a document by itself, in the order of the text. After an edit only what it fell into is summed up anew, and
 * where that comes to the same, the list is the same list: whatever rests on it alone need not be found again.
 *
 * @param summarize gives plain data without places, told by the entry alone: it is compared as JSON
 */
export function createSummaries<Entry, Value>(
  entriesOf: (document: FlowDocument) => readonly Entry[],
  summarize: (entry: Entry, document: FlowDocument) => Value,
): (document: FlowDocument) => readonly Value[] {
  const summaries = createFollower<Summaries<Entry, Value>>((document, before) => {
    const entries = entriesOf(document);
    if (before === undefined) return { entries, values: entries.map((entry) => summarize(entry, document)) };
    const values = before.values.slice(0, entries.length);
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index] as Entry;
      if (entry === before.entries[index]) continue;
      const made = summarize(entry, document);
      if (index >= before.values.length || !isSame(before.values[index], made)) values[index] = made;
    }
    return { entries, values: sameList(before.values, values) };
  });
  return (document) => summaries(document).values;
}

/** The list before, where it holds the very same values. */
export function sameList<Value>(before: readonly Value[], now: readonly Value[]): readonly Value[] {
  return areSameItems(before, now) ? before : now;
}

/** Whether two pieces of plain data say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
