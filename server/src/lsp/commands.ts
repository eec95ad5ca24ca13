import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol';
import type { Evaluator } from '../run/evaluation';
import { loadRuns } from './loadRuns';
import type { Session } from './session';

/**
 * Answers what comes with a command of a person's. What makes the answers is loaded with the first one: no window waits for it when it opens
 * a flow.
 */
export function registerCommands(connection: Connection, session: () => Session, evaluator: Evaluator): void {
  const load = () => import('./commandHandlers');
  connection.onRequest(protocol.runNode, async (params: protocol.RunNodeParams, token) =>
    (await loadRuns()).handleRun(session(), evaluator, params, token),
  );
  connection.onRequest(protocol.previewNode, async (params: protocol.NodeReference) =>
    (await loadRuns()).handlePreview(session(), params),
  );
  connection.onRequest(protocol.graph, async (params: protocol.GraphParams, token) =>
    (await load()).handleGraph(session(), params, token),
  );
  connection.onRequest(protocol.exportGraph, async (params: protocol.ExportGraphParams, token) =>
    (await load()).handleExport(session(), params, token),
  );
  connection.onRequest(protocol.openResponse, async (params: protocol.NodeReference) =>
    (await load()).handleOpenResponse(session(), params),
  );
  connection.onRequest(protocol.openHistoryRun, async (params: protocol.OpenHistoryRunParams) =>
    (await load()).handleOpenHistoryRun(session(), params),
  );
  connection.onRequest(protocol.curl, async (params: protocol.CurlParams) =>
    (await load()).handleCurl(session(), params),
  );
  connection.onRequest(protocol.pasteCurl, async (params: protocol.PasteCurlParams) =>
    (await load()).handlePasteCurl(session(), params),
  );
  connection.onRequest(protocol.apiOperations, async (params: protocol.ApiOperationsParams, token) =>
    (await load()).handleOperations(session(), params, token),
  );
  connection.onRequest(protocol.addOperations, async (params: protocol.AddOperationsParams, token) =>
    (await load()).handleAddOperations(session(), params, token),
  );
  connection.onRequest(protocol.flowDrafts, async (params: protocol.FlowDraftsParams) =>
    (await load()).handleFlowDrafts(params),
  );
}
