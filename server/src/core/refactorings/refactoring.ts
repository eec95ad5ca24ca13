import type { FlowDocument } from '#core/model/document';
import { type DocumentEdit, joinEdits } from '#core/model/documentEdit';
import type { Project } from '#core/model/project';
import type { TextSource } from '#core/model/textSource';
import type { Finding } from '#core/rules/finding';
import type { Span } from '#core/syntax/span';

/** What editors sort the changes by that a person may want made, in the words of the language server protocol. */
export type RefactoringKind =
  | 'refactor.extract'
  | 'refactor.inline'
  | 'refactor.move'
  | 'refactor.rewrite'
  /** Where something is missing, and the change puts it there. */
  | 'quickfix';

/** A change of how something is written that leaves what it means, as data: who asked applies it. */
export interface Refactoring {
  /** From the person's side: `Move "Accept" to the endpoint "orders"`. */
  readonly title: string;
  readonly kind: RefactoringKind;
  readonly edits: readonly DocumentEdit[];
}

/** What a refactoring may look at. */
export interface RefactoringContext {
  readonly document: FlowDocument;
  /** Absent for a document that is no file: only what lies in it can be changed. */
  readonly project: Project | undefined;
  /** Whether the configuration names an environment value as a secret. */
  isSecret(name: string): boolean;
  /** All that is found in a file, the suppressed too. */
  findingsOf(document: FlowDocument): readonly Finding[];
  /** The file of that name in the folder of the document; one that is there already is undefined. */
  newFile(name: string): TextSource | undefined;
  /** What one file writes to import another. Undefined where no relative path leads there. */
  importPath(from: TextSource, to: TextSource): string | undefined;
}

/**
 * Finds what can be made of the selected stretch of the document: none where there is nothing, where it would lose something, or while
 * flows that may have a part in it have yet to be read.
 */
export type FindRefactorings = (selection: Span, context: RefactoringContext) => readonly Refactoring[];

/** One refactoring as a list, or none where one of its edits can't be made: a place may be too broken to edit. */
export function refactoring(
  kind: RefactoringKind,
  title: string,
  files: readonly (readonly DocumentEdit[] | undefined)[],
): readonly Refactoring[] {
  const edits = joinEdits(files);
  return edits === undefined ? [] : [{ title, kind, edits }];
}
