import { TextEdit, Uri, WorkspaceEdit } from 'vscode';
import type { AddingEdit } from '../../../server/src/protocol';
import { toRange } from '../view/toRange';

/** An edit of the server's as VS Code has it. */
export function toEdit({ documentChanges }: AddingEdit): WorkspaceEdit {
  const whole = new WorkspaceEdit();
  for (const change of documentChanges) {
    if (change.kind === 'create') whole.createFile(Uri.parse(change.uri), { ignoreIfExists: true });
    else {
      const edits = change.edits.map(({ range, newText }) => new TextEdit(toRange(range), newText));
      whole.set(Uri.parse(change.textDocument.uri), edits);
    }
  }
  return whole;
}

/** The files that an edit changes, but one. */
export function changedBeside({ documentChanges }: AddingEdit, flow: string): readonly string[] {
  const changed = documentChanges.map((change) => (change.kind === 'create' ? change.uri : change.textDocument.uri));
  return [...new Set(changed)].filter((uri) => uri !== flow);
}
