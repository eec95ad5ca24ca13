import { window } from 'vscode';
import type { Server } from '../server';

/** Asks, then forgets all runs of the workspace. Resolves with whether it did. */
export async function clearRunHistory(server: Server): Promise<boolean> {
  const clear = 'Clear';
  const detail = 'What was sent and what came is forgotten, for all nodes. Marks in open flows stay.';
  const options = { modal: true, detail };
  const picked = await window.showWarningMessage('Clear the run history of this workspace?', options, clear);
  if (picked !== clear) return false;
  await server.request('flowLens/clearHistory', {});
  return true;
}
