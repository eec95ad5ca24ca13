import { Position, Selection, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { environmentFileName } from '#core/model/environment';

const text = '{\n  "dev": {\n    \n  }\n}\n';
const place = new Position(2, 4);

/** Opens the environment file beside a flow, with a first environment where it is not there yet, and the cursor where its values go. */
export async function createEnvironmentFile(flow: Uri): Promise<void> {
  const file = Uri.joinPath(flow, '..', environmentFileName);
  const edit = new WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(text) });
  await workspace.applyEdit(edit);
  const document = await workspace.openTextDocument(file);
  const isNew = document.getText() === text;
  await window.showTextDocument(document, isNew ? { selection: new Selection(place, place) } : {});
}
