import { randomUUID } from 'node:crypto';
import { join, relative } from 'node:path';
import type { Connection } from 'vscode-languageserver';
import { toRecordedResult } from '#core/history/runRecord';
import { toHistoryRun } from '../features/historyRun';
import * as protocol from '../protocol';
import type { CompletedRun } from '../run/runRequest';
import { isInside } from '../workspace/isInside';
import { toPath, toSlashes, toUri } from '../workspace/uri';
import { failed } from './runRequests';
import type { Session } from './session';

/** Answers what a client asks about earlier runs. */
export function registerHistory(connection: Connection, session: () => Session): void {
  connection.onRequest(protocol.listHistory, (params: protocol.ListHistoryParams) => listRuns(session(), params));
  connection.onRequest(protocol.clearHistory, async (): Promise<protocol.ClearHistoryResult> => {
    if (!(await session().history.clear())) throw failed('The run history could not be cleared');
    return null;
  });
}

/** Adds a run that came to its end. Resolves when it is kept, so that a client that has the result finds it in the history. */
export async function keepRun(
  session: Session,
  { uri }: protocol.NodeReference,
  { recorded }: CompletedRun,
): Promise<void> {
  await session.history.add({
    id: randomUUID(),
    time: new Date().toISOString(),
    document: toReference(session, uri),
    result: toRecordedResult(recorded),
  });
}

async function listRuns(session: Session, { node }: protocol.ListHistoryParams): Promise<protocol.ListHistoryResult> {
  const records = await session.history.list();
  const runs = (records ?? []).map((record) => toHistoryRun(record, fromReference(session, record.document)));
  if (node === undefined) return { enabled: records !== undefined, runs };
  const uri = toSameSpelling(node.uri);
  return { enabled: records !== undefined, runs: runs.filter((run) => run.node === node.node && run.uri === uri) };
}

/** How a record names a document. Only in a workspace of one folder does a path from there name one file. */
function toReference({ workspace }: Session, uri: string): string {
  const path = toPath(uri);
  const [folder, ...others] = workspace.roots;
  if (path === undefined || folder === undefined || others.length > 0 || !isInside(path, folder)) {
    return toSameSpelling(uri);
  }
  return toSlashes(relative(folder, path));
}

function fromReference({ workspace }: Session, reference: string): string {
  const [folder] = workspace.roots;
  return reference.startsWith('file:') || folder === undefined ? reference : toUri(join(folder, reference));
}

function toSameSpelling(uri: string): string {
  const path = toPath(uri);
  return path === undefined ? uri : toUri(path);
}
