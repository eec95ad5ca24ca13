import { dirname, relative } from 'node:path';
import { flowFileSuffix } from './findFlowFiles';
import { toPath, toSlashes } from './uri';

/**
 * The path by which one flow file imports another: the reverse of `resolveImport`. Undefined where there is none: for the file itself, for
 * one on another drive, and for one whose name or folder can't be written as a plain path.
 *
 * @param importer URI of the file that imports
 * @param imported URI of the file that is imported
 */
export function findImportPath(importer: string, imported: string): string | undefined {
  const [from, to] = [toPath(importer), toPath(imported)];
  if (from === undefined || to === undefined || from === to || !to.endsWith(flowFileSuffix)) return undefined;
  const path = toSlashes(relative(dirname(from), to));
  return path.includes('\\') || /^(?:\/|[A-Za-z][\w+.-]*:)/.test(path) ? undefined : path;
}
