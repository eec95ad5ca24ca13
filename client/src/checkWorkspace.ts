import { commands, window } from 'vscode';
import { counted } from '#core/model/counted';
import type { CheckWorkspaceResult } from '../../server/src/protocol';
import { reportFailure } from './run/reportFailure';
import type { Server } from './server';
import { withProgress } from './withProgress';

/** Checks all flows of the workspace, opened or not, and says what was found. Problems lists it file by file. */
export async function checkWorkspace(server: Server): Promise<void> {
  try {
    const result = await withProgress('Checking all flows', (token) =>
      server.request('flowLens/checkWorkspace', {}, token),
    );
    await report(result);
  } catch (error) {
    reportFailure(error, 'The check');
  }
}

async function report({ files, errors, warnings, information, hints }: CheckWorkspaceResult): Promise<void> {
  const found = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    ...(information + hints > 0 ? [`${information + hints} for information`] : []),
  ].join(', ');
  if (files === 0) {
    void window.showInformationMessage('There is no flow file in this workspace');
    return;
  }
  const showProblems = 'Show Problems';
  const say = errors > 0 ? window.showWarningMessage : window.showInformationMessage;
  const picked = await say(`${found} in ${counted(files, 'file')}`, showProblems);
  if (picked === showProblems) await commands.executeCommand('workbench.actions.view.problems');
}
