import { commands, window } from 'vscode';

/** Says why nothing is run, with a button that leads on. The server would refuse as well. */
export async function offerTrust(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const picked = await window.showWarningMessage('Nothing is sent from a workspace that is not trusted', manage);
  if (picked === manage) await commands.executeCommand('workbench.trust.manage');
}
