import { dirname, isAbsolute, relative } from 'node:path';
import { flowFileSuffix } from './findFlowFiles';
import { isRelativePath } from './resolveImport';
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
  const path = toImportPath(from, to)?.replace(/^\.\//, '');
  return path !== undefined && isRelativePath(path) ? path : undefined;
}

/** The way from one file to another, both by absolute path: `./library.flow.json`. Undefined where they lie on different drives. */
export function toImportPath(importer: string, imported: string): string | undefined {
  const path = relative(dirname(importer), imported);
  if (isAbsolute(path)) return undefined;
  return path.startsWith('..') ? toSlashes(path) : `./${toSlashes(path)}`;
}
