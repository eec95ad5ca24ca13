import type { Lines } from '#core/syntax/lines';
import { toPath } from '../../workspace/uri';
import { toShownPath } from '../shownPath';

/** A place as people count: line and column from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function toPlace(lines: Lines, offset: number): Place {
  const { line, character } = lines.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}

/** The path of a document as reports name it; its URI where it is no file. */
export function toDocumentPath({ uri }: { readonly uri: string }, cwd: string): string {
  const path = toPath(uri);
  return path === undefined ? uri : toShownPath(path, cwd);
}
