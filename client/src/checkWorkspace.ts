import { counted } from '#core/model/counted';
import type { CheckWorkspaceResult } from '../../server/src/protocol';
import { newFlow, openExample, showProblems } from './nextSteps';
import { reportFailure } from './run/reportFailure';
import { say, warn } from './say';
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
    void say('There is no flow definition in this workspace', newFlow, openExample);
    return;
  }
  const tell = errors > 0 ? warn : say;
  await tell(`${found} in ${counted(files, 'file')}`, showProblems);
}
