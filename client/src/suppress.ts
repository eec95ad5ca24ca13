import { TextEdit, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { FindingReference, WorkspaceEdit as PlainEdit } from '../../server/src/protocol';
import { showProblems } from './nextSteps';
import { reportFailure } from './run/reportFailure';
import { warn } from './say';
import type { Server } from './server';
import { toRange } from './view/toRange';

/** Asks why a finding is accepted and writes that beside it. A quick fix names the finding; without one there is nothing to do. */
export async function suppress(server: Server, finding: FindingReference | undefined): Promise<void> {
  const reason = finding && (await askForReason(finding.code));
  if (finding === undefined || reason === undefined) return;
  try {
    const edit = await server.request('flowLens/suppress', { ...finding, reason });
    if (edit !== null && (await apply(edit))) return;
    void warn(`"${finding.code}" was not suppressed: the text has changed since, or is read-only`, showProblems);
  } catch (error) {
    reportFailure(error, `Suppressing "${finding.code}"`);
  }
}

/** Undefined where the person gives none. */
async function askForReason(code: string): Promise<string | undefined> {
  return window.showInputBox({
    title: `Suppress "${code}" here`,
    prompt: 'The reason is written into the flow, for whoever reads it later',
    placeHolder: 'Why this finding is accepted',
    validateInput: (reason) => (reason.trim() === '' ? 'A suppression counts only with a reason' : undefined),
    ignoreFocusOut: true,
  });
}

/** All of it or, where a text has changed meanwhile, nothing: then it resolves with false. */
async function apply({ documentChanges }: PlainEdit): Promise<boolean> {
  const whole = new WorkspaceEdit();
  for (const { textDocument, edits } of documentChanges) {
    const document = await workspace.openTextDocument(Uri.parse(textDocument.uri));
    if (document.version !== textDocument.version) return false;
    whole.set(
      document.uri,
      edits.map(({ range, newText }) => new TextEdit(toRange(range), newText)),
    );
  }
  return workspace.applyEdit(whole);
}
