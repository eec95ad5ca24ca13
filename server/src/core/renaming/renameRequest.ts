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

/** What a renaming changes, or why it can't be made. */
export type Renamed = { readonly kind: 'edits'; readonly edits: readonly DocumentEdit[] } | Refused;

/** Why a name can't be changed; a sentence without a final stop. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

export function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}

/** Whether an environment value means the same in a flow: the environment files that count for it are those of its home. */
export function hasHome({ uri }: FlowDocument, { meaning, project }: RenameRequest): boolean {
  return project?.sideFile('environment', uri)?.uri === meaning.home;
}

/** What the thing means once it has its new name. */
export function newMeaning({ meaning, newName }: RenameRequest): Meaning {
  return { ...meaning, name: newName };
}
