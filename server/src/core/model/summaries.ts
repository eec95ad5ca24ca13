import { areSameItems, changedPlaces } from '#core/model/difference';
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
    const values = new Map<number, Value>();
    for (const place of changedPlaces(before.entries, entries)) {
      const made = summarize(entries[place] as Entry, document);
      if (place >= before.values.length || !isSame(before.values[place], made)) values.set(place, made);
    }
    return { entries, values: replacePlaces(before.values, entries.length, values) };
  });
  return (document) => summaries(document).values;
}

/** The same list, where it is as long and nothing is replaced. */
function replacePlaces<Value>(
  before: readonly Value[],
  length: number,
  values: ReadonlyMap<number, Value>,
): readonly Value[] {
  if (values.size === 0 && before.length === length) return before;
  const replaced = before.slice(0, length);
  for (const [place, value] of values) replaced[place] = value;
  return replaced;
}

/** The list before, where it holds the very same values. */
export function sameList<Value>(before: readonly Value[], now: readonly Value[]): readonly Value[] {
  return areSameItems(before, now) ? before : now;
}

/** Whether two pieces of plain data say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
