import { CreateFile, TextDocumentEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { DocumentEdit } from '#core/model/documentEdit';
import { groupBy } from '#core/paths/groupBy';
import { toRange } from './ranges';

/** What a client has to be able to do for some edits, and what it holds of the files. */
export interface EditTarget {
  /** Whether an edit may create a file. */
  readonly createsFiles: boolean;
  /** Whether an edit may say which version of a document it is for. */
  readonly checksVersions: boolean;
  /** The version that an editor has; null for what is only on disk. */
  readonly versionOf: (uri: string) => number | null;
}

/** Whether the client can make these edits: not where they create a file and it makes none. */
export function canApply(edits: readonly DocumentEdit[], { createsFiles }: Pick<EditTarget, 'createsFiles'>): boolean {
  return createsFiles || !edits.some(({ document }) => document.isNew);
}

/** Edits of several files in the form that the client understands: each for the version it was made for, where it can say so. */
export function toWorkspaceEdit(edits: readonly DocumentEdit[], target: EditTarget): WorkspaceEdit {
  const byUri = groupBy(edits, ({ document }) => document.uri);
  const isPlain = !target.checksVersions && !edits.some(({ document }) => document.isNew);
  if (isPlain) {
    return { changes: Object.fromEntries([...byUri].map(([uri, own]) => [uri, own.map(toTextEdit)])) };
  }
  const documentChanges = [...byUri].flatMap(([uri, own]) => [
    ...(own.some(({ document }) => document.isNew) ? [CreateFile.create(uri, { ignoreIfExists: true })] : []),
    TextDocumentEdit.create({ uri, version: target.versionOf(uri) }, own.map(toTextEdit)),
  ]);
  return { documentChanges };
}

function toTextEdit({ document, span, newText }: DocumentEdit): TextEdit {
  return { range: toRange(document.lines, span), newText };
}
