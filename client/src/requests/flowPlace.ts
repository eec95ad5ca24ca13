import { workspace } from 'vscode';
import type { FlowPlace } from '../../../server/src/protocol';
import { findFlowEditor } from '../run/chooseNode';

/** The cursor in the flow that a command is about, else the first folder of the workspace, for a new flow. */
export function findFlowPlace(uri: unknown): FlowPlace {
  const editor = findFlowEditor(uri);
  if (editor?.document.languageId === 'flow-json') {
    const { line, character } = editor.selection.active;
    return { uri: editor.document.uri.toString(), position: { line, character } };
  }
  const folder = workspace.workspaceFolders?.[0]?.uri.toString();
  return { uri: null, ...(folder === undefined ? {} : { folder }) };
}
