import { type CheckedFile, keepFindings } from '../check/checkedFile';
import { type BaselineEntry, isRecordable, toIdentity, toKey } from './baseline';

/**
 * Takes out of files what a baseline has: as many findings of a kind as it counts, the first ones of the text.
 *
 * @param toPath the path of a file as the baseline names it
 * @returns the files, and what the baseline has of them that no longer occurs
 */
export function applyBaseline(
  files: readonly CheckedFile[],
  entries: readonly BaselineEntry[],
  toPath: (file: CheckedFile) => string,
): { readonly files: readonly CheckedFile[]; readonly gone: readonly BaselineEntry[] } {
  const left = new Map<string, number>();
  for (const entry of entries) {
    const identity = toIdentity(entry);
    left.set(identity, (left.get(identity) ?? 0) + entry.count);
  }
  const kept = files.map((file) => {
    const path = toPath(file);
    const others = file.all.filter((finding) => {
      const identity = toIdentity(toKey(path, finding));
      const count = left.get(identity) ?? 0;
      if (count === 0 || !isRecordable(finding)) return true;
      left.set(identity, count - 1);
      return false;
    });
    return others.length === file.all.length ? file : keepFindings(file, others);
  });
  const checked = new Set(files.filter(({ error }) => error === undefined).map(toPath));
  const gone = entries.flatMap((entry) => {
    const count = left.get(toIdentity(entry)) ?? 0;
    left.delete(toIdentity(entry));
    return count > 0 && checked.has(entry.path) ? [{ ...entry, count }] : [];
  });
  return { files: kept, gone };
}
