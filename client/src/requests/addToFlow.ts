import { commands, Uri, window, workspace } from 'vscode';
import type { AddedRequests, AddingEdit } from '../../../server/src/protocol';
import { runNode, showProblems } from '../nextSteps';
import { type NextStep, say, warn } from '../say';
import { toRange } from '../view/toRange';
import { changedBeside, toEdit } from './toEdit';

/**
 * Makes the edit, shows what is new, and tells what a person is to know of it, with a way to the secrets that have no value.
 *
 * @param again what the person can do where the flow was changed meanwhile
 */
export async function addToFlow(added: AddedRequests, again: NextStep): Promise<void> {
  if (!isCurrent(added.edit) || !(await workspace.applyEdit(toEdit(added.edit)))) {
    void warn('Nothing was added: the flow has changed meanwhile, or is read-only', again);
    return;
  }
  await saveBeside(added);
  const document = await workspace.openTextDocument(Uri.parse(added.uri));
  await window.showTextDocument(document, { selection: toRange(added.range) });
  void tell(added);
}

/** Tells of what was added, with the next step: the secrets that have no value, else a run. Resolves when the message is gone. */
export function tell({ message, unset, uri, node }: AddedRequests): Promise<void> {
  const steps = [
    ...(unset.length === 0 ? [] : [setSecrets(unset, uri)]),
    ...(node === null ? [] : [runNode({ uri, node })]),
  ];
  const [first = showProblems, ...others] = steps;
  return say(message, first, ...others);
}

/** One after the other. */
function setSecrets(names: readonly string[], uri: string): NextStep {
  return {
    title: 'Set Secret',
    async take() {
      for (const name of names) await commands.executeCommand('flowLens.setSecret', uri, name);
    },
  };
}

/** Whether the editor still has the versions that the edit is for. */
function isCurrent({ documentChanges }: AddingEdit): boolean {
  return documentChanges.every((change) => {
    if (change.kind === 'create' || change.textDocument.version === null) return true;
    const open = workspace.textDocuments.find(({ uri }) => uri.toString() === change.textDocument.uri);
    return open === undefined || open.version === change.textDocument.version;
  });
}

/** Files beside the flow are in no editor that shows them as unsaved: the flow alone is left to the person. */
async function saveBeside({ edit, uri }: AddedRequests): Promise<void> {
  const beside = changedBeside(edit, uri);
  const open = workspace.textDocuments.filter((document) => beside.includes(document.uri.toString()));
  for (const document of open) await document.save();
}
