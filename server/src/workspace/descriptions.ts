import { existsSync } from 'node:fs';
import type { DescriptionLookup } from '#core/model/project';
import type { ReadDescription } from '#core/openApi/apiDescription';
import { isReallyInside } from './isInside';
import { isRelativePath, resolveFrom } from './resolveImport';
import { toReason } from './toReason';

/** API descriptions by absolute path: read once, never waited for, and kept until they are forgotten. */
export interface Descriptions {
  /** `pending` until the file was read. */
  of(path: string): ReadDescription | { readonly kind: 'pending' };
  /** Resolves once `of` knows the files. */
  learn(paths: Iterable<string>): Promise<void>;
  /** The file is read anew when it is asked for next. Gives whether it was known. */
  forget(path: string): boolean;
}

/**
 * @param load reads a file; what it rejects with is why it can't be read
 * @param onAsked hears of each path when it is first asked for
 * @param onLearnt is called when something is known that was not
 */
export function createDescriptions(
  load: (path: string) => Promise<ReadDescription>,
  onAsked: (path: string) => void = () => undefined,
  onLearnt: () => void = () => undefined,
): Descriptions {
  const known = new Map<string, ReadDescription>();
  const asked = new Map<string, Promise<void>>();

  const read = (path: string): Promise<void> => {
    onAsked(path);
    const answer: Promise<void> = load(path)
      .catch((error: unknown): ReadDescription => ({ kind: 'unreadable', reason: toReason(error) }))
      .then((description) => {
        // Forgotten while it was read: another reading is under way, or will be.
        if (asked.get(path) !== answer) return;
        known.set(path, description);
        onLearnt();
      });
    asked.set(path, answer);
    return answer;
  };
  const learn = (path: string): Promise<void> => asked.get(path) ?? read(path);

  return {
    of(path) {
      void learn(path);
      return known.get(path) ?? { kind: 'pending' };
    },
    async learn(paths) {
      await Promise.all([...new Set(paths)].map(learn));
    },
    forget(path) {
      known.delete(path);
      return asked.delete(path);
    },
  };
}

/** For a workspace in which nobody wants to know what descriptions say. */
export const noDescriptions: Descriptions = {
  of: () => ({ kind: 'pending' }),
  learn: async () => undefined,
  forget: () => false,
};

/**
 * The absolute path of the description that a flow file names: a plain relative path that lies in the folder, links followed. There may be no
 * such file.
 *
 * @param file absolute path of the flow file
 */
export function resolveDescription(
  file: string,
  path: string,
  root: string,
): { readonly path: string } | { readonly kind: 'outside' | 'not-relative' } {
  if (!isRelativePath(path)) return { kind: 'not-relative' };
  const named = resolveFrom(file, path);
  return isReallyInside(named, root) ? { path: named } : { kind: 'outside' };
}

/** What the description says that a flow file names. One that is not there is not waited for: its name may be half typed. */
export function findDescription(
  file: string,
  path: string,
  root: string,
  descriptions: Descriptions,
): DescriptionLookup {
  const resolved = resolveDescription(file, path, root);
  if ('kind' in resolved) return resolved;
  if (!existsSync(resolved.path)) return { kind: 'unreadable', reason: toReason({ code: 'ENOENT' }) };
  return descriptions.of(resolved.path);
}
