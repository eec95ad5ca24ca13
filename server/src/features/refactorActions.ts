import type { CodeAction, CodeActionParams } from 'vscode-languageserver-protocol';
import { refactorings } from '#core/refactorings/index';
import type { Refactoring, RefactoringContext } from '#core/refactorings/refactoring';
import type { Span } from '#core/syntax/span';
import type { Analysis } from './analysis';
import { isWanted } from './codeActions';
import { toSpan } from './ranges';
import { canApply, type EditTarget, toWorkspaceEdit } from './workspaceEdit';

/** What a client sends back of an action that somebody has chosen, for its edit to be made. */
export interface RefactorData {
  readonly refactoring: string;
  readonly uri: string;
  /** The editor's version that the selection is of; null for what is only on disk. */
  readonly version: number | null;
  /** The selection, in UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
}

/** What a client can do with refactorings. */
export interface RefactorTarget extends EditTarget {
  /** Whether it asks for the edit of an action only once somebody has chosen it. */
  readonly resolvesEdits: boolean;
}

/** The changes that can be made of what is selected. */
export function refactorActions(
  { document, version }: Analysis,
  { range, context: { only } }: CodeActionParams,
  context: RefactoringContext,
  target: RefactorTarget,
): CodeAction[] {
  const selection = toSpan(document.lines, range);
  return findAll(selection, context)
    .filter(({ kind, edits }) => isWanted(kind, only) && canApply(edits, target))
    .map(({ title, kind, edits }): CodeAction => {
      if (!target.resolvesEdits) return { title, kind, edit: toWorkspaceEdit(edits, target) };
      const data: RefactorData = { refactoring: title, uri: document.uri, version, ...selection };
      return { title, kind, data };
    });
}

/** Whether an action that a client sends back is one of these. */
export function isRefactorData(data: unknown): data is RefactorData {
  return typeof data === 'object' && data !== null && 'refactoring' in data;
}

/** The action with its edit. Undefined where it can't be made any more, as the document is another by now. */
export function resolveRefactorAction(
  action: CodeAction,
  { refactoring, offset, length, version }: RefactorData,
  analysis: Analysis,
  context: RefactoringContext,
  target: EditTarget,
): CodeAction | undefined {
  if (analysis.version !== version) return undefined;
  const found = findAll({ offset, length }, context).find(({ title }) => title === refactoring);
  return found && { ...action, edit: toWorkspaceEdit(found.edits, target) };
}

function findAll(selection: Span, context: RefactoringContext): readonly Refactoring[] {
  return refactorings.flatMap((find) => find(selection, context));
}
