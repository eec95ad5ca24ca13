/** Where two lists are not the same: what lies before and behind is, item by item. */
export interface Difference<Item> {
  /** Where it begins in both. */
  readonly from: number;
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
}

/** Compares by identity: a list of twenty thousand items of which one was replaced costs as many comparisons, and nothing else. */
export function differenceOf<Item>(before: readonly Item[], after: readonly Item[]): Difference<Item> {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, removed: before.slice(from, before.length - same), added: after.slice(from, after.length - same) };
}

/** Whether two lists hold the same items, by identity. */
export function areSameItems(before: readonly unknown[], after: readonly unknown[]): boolean {
  if (before.length !== after.length) return false;
  for (let index = 0; index < before.length; index++) if (before[index] !== after[index]) return false;
  return true;
}

/** The places of a list at which another has not the same item. */
export function changedPlaces(before: readonly unknown[], after: readonly unknown[]): readonly number[] {
  const places: number[] = [];
  if (before === after) return places;
  for (let place = 0; place < after.length; place++) if (after[place] !== before[place]) places.push(place);
  return places;
}
