import type { CancellationToken, Connection } from 'vscode-languageserver';
import { type FlowGraph, flowGraph } from '#core/graph/flowGraph';
import { drawInSteps, type Layouts } from '#core/graph/picture';
import { toMermaid } from '#core/graph/toMermaid';
import { toSvg } from '#core/graph/toSvg';
import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { chooseText, mostShown, toGraphPicture } from '../features/graph';
import { createMarks } from '../features/graphMarks';
import type { RunView } from '../features/runMark';
import * as protocol from '../protocol';
import { projectOf } from '../workspace/workspace';
import { inSlices } from './inSlices';
import { toRunView } from './runs';
import type { Session } from './session';

/** As many documents as layouts are kept of. */
const mostRemembered = 4;

/** Answers what a client asks about pictures of flows. */
export function registerGraph(connection: Connection, session: () => Session): void {
  // By document, what was laid out for its last picture.
  const layouts = new Map<string, Layouts>();
  connection.onRequest(protocol.graph, (params: protocol.GraphParams, token) =>
    handleGraph(session(), layouts, params, token),
  );
  connection.onRequest(protocol.exportGraph, (params: protocol.ExportGraphParams, token) =>
    handleExport(session(), params, token),
  );
}

/** Tells the client that pictures it has are out of date: those from before the last change, and that of a document that is named. */
export function tellGraphs({ analyses, client, connection, graphsShown }: Session, uri?: string): void {
  if (!client.features.has('graph')) return;
  for (const [shown, generation] of graphsShown) {
    if (uri === undefined ? generation === analyses.generation() : shown !== uri) continue;
    graphsShown.delete(shown);
    const params: protocol.GraphChangedParams = { uri: shown };
    void connection.sendNotification(protocol.graphChanged, params);
  }
}

async function handleGraph(
  session: Session,
  layouts: Map<string, Layouts>,
  { uri, node }: protocol.GraphParams,
  token: CancellationToken,
): Promise<protocol.GraphResult> {
  const analysis = session.analyses.find(uri);
  if (analysis === undefined) return null;
  // Before it is made: what changes meanwhile is told too.
  session.graphsShown.set(uri, session.analyses.generation());
  const { document, version } = analysis;
  const shown = chooseText(document, session.analyses.lastGood(uri));
  const graph = makeGraph(session, shown);
  const known = layouts.get(uri) ?? new Map();
  const cursor = graph.nodes.findIndex(({ id }) => id !== undefined && id === node);
  const drawn = await inSlices(
    drawInSteps(graph, { known, most: mostShown, around: Math.max(0, cursor) }),
    'Drawing',
    token,
  );
  // The last few: of a document that nobody looks at any more, nothing need be known.
  layouts.delete(uri);
  for (const other of [...layouts.keys()].slice(0, -mostRemembered + 1)) layouts.delete(other);
  layouts.set(uri, drawn.layouts);
  return toGraphPicture(drawn.picture, { document, shown }, version);
}

async function handleExport(
  session: Session,
  { uri, format }: protocol.ExportGraphParams,
  token: CancellationToken,
): Promise<protocol.ExportGraphResult> {
  const document = session.analyses.find(uri)?.document;
  if (document === undefined) return null;
  const graph = makeGraph(session, chooseText(document, session.analyses.lastGood(uri)));
  if (format === 'mermaid') return { text: toMermaid(graph) };
  const { picture } = await inSlices(drawInSteps(graph), 'Drawing', token);
  return { text: toSvg(picture, { standsAlone: true }) };
}

function makeGraph({ analyses, runs, workspace }: Session, document: FlowDocument): FlowGraph {
  const project = projectOf(workspace, document.uri);
  const viewOf = (node: FlowNode): RunView | undefined => {
    const run = runs.find({ uri: document.uri, node: node.id });
    return run && toRunView(run, document, node, workspace.project);
  };
  return flowGraph(document, project, createMarks(document, project, analyses.resultOf, viewOf));
}
