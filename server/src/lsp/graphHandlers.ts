import type { CancellationToken } from 'vscode-languageserver';
import { type FlowGraph, flowGraph } from '#core/graph/flowGraph';
import { drawInSteps, type Layouts } from '#core/graph/picture';
import { toMermaid } from '#core/graph/toMermaid';
import { toSvg } from '#core/graph/toSvg';
import type { FlowDocument } from '#core/model/document';
import type { FlowNode } from '#core/model/flow';
import { chooseText, mostShown, toGraphPicture } from '../features/graph';
import { createMarks } from '../features/graphMarks';
import type { RunView } from '../features/runMark';
import type * as protocol from '../protocol';
import { projectAround, projectOf } from '../workspace/workspace';
import { inSlices } from './inSlices';
import { toRunView } from './runs';
import type { Session } from './session';

/** As many documents as layouts are kept of. */
const mostRemembered = 4;

/** By document, what was laid out for its last picture. */
const layoutsOf = new WeakMap<Session, Map<string, Layouts>>();

/** Draws a flow for a view. Rejects with RequestCancelled where the client takes that back. */
export async function handleGraph(
  session: Session,
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
  const layouts = layoutsOf.get(session) ?? new Map<string, Layouts>();
  layoutsOf.set(session, layouts);
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

/** Writes a picture to be kept. */
export async function handleExport(
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
    return run && toRunView(run, document, node, projectAround(workspace, document.uri));
  };
  return flowGraph(document, project, createMarks(document, project, analyses.resultOf, viewOf));
}
