import { isAbsolute, relative } from 'node:path';
import type { ArtifactLocation, Region as SarifRegion } from 'sarif';
import { toSlashes } from '../../../workspace/uri';
import type { Region } from '../../check/reportedFinding';

/** What the URIs of files are relative to: the folder of the repository. */
export const sourceRoot = 'SRCROOT';

/** Where files are, by absolute path. */
export interface Locations {
  /** With its index where it is one of the files that were checked. */
  of(path: string): ArtifactLocation;
}

/** @param paths of the files that were checked, in the order of the log's artifacts */
export function toLocations(paths: readonly string[], root: string): Locations {
  const indices = new Map(paths.map((path, index) => [path, index]));
  return {
    of(path) {
      const index = indices.get(path);
      return { ...toLocation(path, root), ...(index === undefined ? {} : { index }) };
    },
  };
}

function toLocation(path: string, root: string): ArtifactLocation {
  const way = relative(root, path);
  // On another drive of Windows.
  if (isAbsolute(way)) return { uri: `file:///${encodePath(way)}` };
  return { uri: encodePath(way), uriBaseId: sourceRoot };
}

/** The `file:` URI of a folder, with the slash at the end that relative URIs need (RFC 3986 §5.2.3). */
export function toFolderUri(folder: string): string {
  return `file:///${encodePath(folder)}/`.replace(/^file:\/{3,}/, 'file:///').replace(/\/+$/, '/');
}

/** A path as part of a URI: everything is escaped but what RFC 3986 §2.3 leaves alone, and the slashes. */
function encodePath(path: string): string {
  return toSlashes(path)
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** A stretch of text, as lines and columns and as characters. */
export function toSarifRegion({ line, column, endLine, endColumn, offset, length }: Region): SarifRegion {
  return { startLine: line, startColumn: column, endLine, endColumn, charOffset: offset, charLength: length };
}
