import { resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';

/** The URI of a file on disk, spelled as VS Code spells it: a file that it opens keeps the name that it had unopened. */
export function toUri(path: string): string {
  return URI.file(path).toString();
}

/**
 * The path of a `file:` URI, absolute and in one spelling, however the URI is spelled. Undefined for any other URI, and for
 * one that names no path of this system.
 */
export function toPath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const { authority, fsPath } = URI.parse(uri);
    // Only Windows has paths that begin with a host.
    if (authority !== '' && process.platform !== 'win32') return undefined;
    return resolve(fsPath);
  } catch {
    return undefined;
  }
}

/** The path as `toPath` would spell it: absolute, without a slash at the end, the letter of a drive in lower case. */
export function normalizePath(path: string): string {
  return URI.file(resolve(path)).fsPath;
}

/** A path with `/` between its parts on every system: as reports and records name files, and patterns match them. */
export function toSlashes(path: string): string {
  return path.split(sep).join('/');
}
