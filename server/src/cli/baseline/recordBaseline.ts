import { compareText } from '#core/model/compareText';
import type { CheckedFile } from '../check/checkedFile';
import { type BaselineEntry, isRecordable, toIdentity, toKey } from './baseline';

/**
 * The entries of a new baseline: what was found now, and what an earlier one has of files that were not looked at. Sorted by
 * code units, so that it is the same everywhere and its changes read well.
 *
 * @param toPath the path of a file as the baseline names it
 * @param isThere whether a file that was not looked at still exists, by such a path
 */
export function recordBaseline(
  files: readonly CheckedFile[],
  earlier: readonly BaselineEntry[],
  toPath: (file: CheckedFile) => string,
  isThere: (path: string) => boolean,
): readonly BaselineEntry[] {
  const checked = new Set(files.filter(({ error }) => error === undefined).map(toPath));
  const kept = earlier.filter(({ path }) => !checked.has(path) && isThere(path));
  const found = files.flatMap((file) =>
    checked.has(toPath(file))
      ? file.all.filter(isRecordable).map((finding) => ({ ...toKey(toPath(file), finding), count: 1 }))
      : [],
  );
  return sort(merge([...kept, ...found]));
}

function merge(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const merged = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const count = entry.count + (merged.get(toIdentity(entry))?.count ?? 0);
    merged.set(toIdentity(entry), { ...entry, count });
  }
  return [...merged.values()];
}

function sort(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: toIdentity(entry) }));
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ entry }) => entry);
}
