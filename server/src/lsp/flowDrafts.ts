import type { Connection } from 'vscode-languageserver';
import { toFlowDrafts } from '../features/flowDrafts';
import * as protocol from '../protocol';
import { toFlowName } from './completionHandlers';

/** Answers what a new flow can begin with. */
export function registerFlowDrafts(connection: Connection): void {
  connection.onRequest(protocol.flowDrafts, ({ uri }: protocol.FlowDraftsParams) => toFlowDrafts(toFlowName(uri)));
}
