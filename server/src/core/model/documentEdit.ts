import type { TextSource } from '#core/model/textSource';
import type { Edit } from '#core/syntax/edit';

/** A replacement of one stretch of text in one of several files. */
export interface DocumentEdit extends Edit {
  readonly document: TextSource;
}

/** Writes a file that is not there yet. */
export function createFile(document: TextSource, newText: string): DocumentEdit {
  return { document, span: { offset: 0, length: 0 }, newText };
}

/** The edits of several files as one list; undefined where those of one can't be made. */
export function joinEdits(
  files: readonly (readonly DocumentEdit[] | undefined)[],
): readonly DocumentEdit[] | undefined {
  const edits: DocumentEdit[] = [];
  for (const own of files) {
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return edits;
}
