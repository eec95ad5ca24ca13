import { type CodeAction, commands, Range, type TextEditor, window, workspace } from 'vscode';
import { showProblems } from './nextSteps';
import { say } from './say';

const kind = 'source.fixAll.flowLens';

/** Applies every fix that needs no choice to the flow in the active editor. */
export async function fixAll(): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const [action] = await findFixes(editor);
  if (action?.edit === undefined) {
    void say('Nothing in this file can be fixed without a choice', showProblems);
    return;
  }
  await workspace.applyEdit(action.edit);
}

async function findFixes({ document }: TextEditor): Promise<readonly CodeAction[]> {
  const everything = new Range(0, 0, document.lineCount, 0);
  const provider = 'vscode.executeCodeActionProvider';
  // The last argument is how many actions VS Code resolves: the edit may come with that.
  const actions = await commands.executeCommand<CodeAction[] | undefined>(provider, document.uri, everything, kind, 1);
  return actions ?? [];
}
