import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CheckWorkspaceParams, CheckWorkspaceResult } from '../protocol';
import type { Session } from './session';
import { oneByOne, workspaceFiles } from './workspaceFiles';

/** Checks all files of the workspace and counts what was found. Rejects with RequestCancelled. */
export async function handleCheckWorkspace(
  session: Session,
  { workDoneToken }: CheckWorkspaceParams,
  token: CancellationToken,
): Promise<CheckWorkspaceResult> {
  await session.scanned;
  const progress = session.connection.window.attachWorkDoneProgress(workDoneToken);
  const total = { files: 0, errors: 0, warnings: 0, information: 0, hints: 0, suppressed: 0 };
  for await (const uri of oneByOne(workspaceFiles(session), token, progress)) {
    const counts = session.analyses.findAny(uri)?.result.counts;
    if (counts === undefined) continue;
    total.files++;
    total.errors += counts.error;
    total.warnings += counts.warning;
    total.information += counts.information;
    total.hints += counts.hint;
    total.suppressed += counts.suppressed;
  }
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The check was cancelled');
  return total;
}
