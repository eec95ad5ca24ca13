/**
 * Entries of an object by their keys, in the order of the text: a map of which another version, with one entry replaced, costs no
 * more than the copy of a list.
 */
export class EntryMap<Entry> implements ReadonlyMap<string, Entry> {
  private constructor(
    private readonly places: ReadonlyMap<string, number>,
    readonly list: readonly Entry[],
  ) {}

  static from<Entry>(entries: Iterable<readonly [string, Entry]>): EntryMap<Entry> {
    const map = new Map(entries);
    const places = new Map<string, number>();
    for (const key of map.keys()) places.set(key, places.size);
    return new EntryMap(places, [...map.values()]);
  }

  /** The same with another entry for a key that is there. */
  with(key: string, entry: Entry): EntryMap<Entry> {
    const place = this.places.get(key);
    if (place === undefined) throw new Error(`no entry ${JSON.stringify(key)}`);
    return new EntryMap(this.places, this.list.with(place, entry));
  }

  get size(): number {
    return this.list.length;
  }

  has(key: string): boolean {
    return this.places.has(key);
  }

  get(key: string): Entry | undefined {
    const place = this.places.get(key);
    return place === undefined ? undefined : this.list[place];
  }

  /** Whether both have the same keys at the same places, as far as that is told without looking at each. */
  hasKeysOf(other: EntryMap<unknown>): boolean {
    return this.places === other.places;
  }

  keys(): MapIterator<string> {
    return this.places.keys();
  }

  values(): ArrayIterator<Entry> {
    return this.list.values();
  }

  *entries(): MapIterator<[string, Entry]> {
    for (const [key, place] of this.places) yield [key, this.list[place] as Entry];
  }

  [Symbol.iterator](): MapIterator<[string, Entry]> {
    return this.entries();
  }

  forEach(use: (entry: Entry, key: string, map: ReadonlyMap<string, Entry>) => void): void {
    for (const [key, entry] of this) use(entry, key, this);
  }
}
