import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FlowDocument } from '#core/model/document';
import type { ResolvedImport } from '#core/model/project';
import { flowFileSuffix } from './findFlowFiles';
import { isInside } from './isInside';

/**
 * The file that an import of a flow file names. Opening a file must touch no network and nothing outside of the root, so only
 * plain relative paths are looked at.
 *
 * @param onLook hears of the file before it is looked for
 */
export function resolveImport(
  importer: string,
  path: string,
  root: string,
  documentAt: (path: string) => FlowDocument | undefined,
  onLook: (path: string) => void = () => undefined,
): ResolvedImport {
  if (!path.endsWith(flowFileSuffix) || !isRelativePath(path)) return { kind: 'not-relative' };
  const imported = resolveFrom(importer, path);
  if (imported === importer) return { kind: 'itself' };
  if (!isInside(imported, root)) return { kind: 'outside' };
  onLook(imported);
  try {
    if (!isInside(realpathSync(imported), realpathSync(root))) return { kind: 'outside' };
  } catch {
    return { kind: 'missing' };
  }
  const document = documentAt(imported);
  return document === undefined ? { kind: 'unreadable' } : { kind: 'found', document };
}

/** The absolute path that a relative one, `/` between its parts, means as seen from a file. */
export function resolveFrom(file: string, path: string): string {
  return resolve(dirname(file), join(...path.split('/')));
}

/** Whether a path in a flow can be looked at: no absolute one, no URL, and no backslash, which begins a network path on Windows. */
export function isRelativePath(path: string): boolean {
  return !path.includes('\\') && !/^(?:\/|[A-Za-z][\w+.-]*:)/.test(path);
}
