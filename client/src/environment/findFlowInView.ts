import { type Uri, window } from 'vscode';

/** The flow definition in the active editor, else in any visible one. */
export function findFlowInView(): Uri | undefined {
  const { activeTextEditor, visibleTextEditors } = window;
  const editors = activeTextEditor === undefined ? visibleTextEditors : [activeTextEditor, ...visibleTextEditors];
  return editors.find((editor) => editor.document.languageId === 'flow-json')?.document.uri;
}
