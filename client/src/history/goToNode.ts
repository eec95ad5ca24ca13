import { Range, Uri, window, workspace } from 'vscode';
import type { HistoryRun } from '../../../server/src/protocol';
import { showRunHistory } from '../nextSteps';
import { say } from '../say';

/** Opens the flow of a run with the cursor at its node, as both are now. Rejects where the file is not there any more. */
export async function goToNode({ uri, node, file }: HistoryRun): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const { findApiNodes } = await import('../run/apiNodes');
  const found = findApiNodes(document.getText()).find(({ id }) => id === node);
  const at = document.positionAt(found?.offset ?? 0);
  await window.showTextDocument(document, { selection: new Range(at, at) });
  if (found === undefined) void say(`"${file}" has no node "${node}" any more`, showRunHistory);
}
