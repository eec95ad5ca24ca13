import { CodeLensRefreshRequest } from 'vscode-languageserver';
import { toRunState } from '../features/runMark';
import * as protocol from '../protocol';
import { projectAround } from '../workspace/workspace';
import { tellGraphs } from './graph';
import { findApiNode, toRunView } from './runs';
import type { Session } from './session';

/** Tells the client what to draw in a document, and that its picture and the titles of its lenses have changed. */
export function tellRuns(session: Session, uri: string): void {
  sendRunState(session, uri);
  tellGraphs(session, uri);
  refreshLenses(session);
}

export function refreshLenses({ client, connection, told }: Session): void {
  told.titles.forget();
  if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
}

/** Ranges belong to the text as it is now, so this goes out after every edit of a document that has runs. */
export function sendRunState(session: Session, uri: string): void {
  const version = session.versionOf(uri);
  const document = session.workspace.document(uri);
  if (!session.client.features.has('runState') || version === null || document === undefined) return;
  if (!session.runs.has(uri)) return;
  const project = projectAround(session.workspace, uri);
  const nodes = [...session.runs.of(uri)].flatMap((run) => {
    const node = findApiNode(document, run.node);
    return node === undefined ? [] : [toRunState(document, node, toRunView(run, document, node, project))];
  });
  const params: protocol.RunStateParams = { uri, version, nodes };
  void session.connection.sendNotification(protocol.runState, params);
}
