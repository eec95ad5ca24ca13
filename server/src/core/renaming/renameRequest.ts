import type { FlowDocument } from '#core/model/document';
import type { DocumentEdit } from '#core/model/documentEdit';
import type { Project } from '#core/model/project';
import type { Meaning } from '#core/names/meaning';

/** Something that is to be called otherwise, wherever it is named. */
export interface RenameRequest {
  readonly meaning: Meaning;
  readonly newName: string;
  /** A flow that names it. */
  readonly document: FlowDocument;
  /** Absent for a document that is no file: only its own text is renamed in. */
  readonly project: Project | undefined;
}

/** What a renaming changes, or in a sentence without a final stop why it can't be made. */
export type Renamed =
  | { readonly kind: 'edits'; readonly edits: readonly DocumentEdit[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** What the thing means once it has its new name. */
export function newMeaning({ meaning, newName }: RenameRequest): Meaning {
  return { ...meaning, name: newName };
}
