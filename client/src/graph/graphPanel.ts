import { Range, TabInputText, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { GraphPicture, GraphPlace } from '../../../server/src/protocol';
import { reportFailure } from '../run/reportFailure';
import type { Server } from '../server';
import { toRange } from '../view/toRange';
import { copyAsMermaid, exportAsSvg } from './exportGraph';
import { scriptFolder, toGraphHtml } from './graphHtml';
import type { FromPage, ToPage } from './messages';

/** The picture of one flow, in an editor tab. */
export interface GraphPanel {
  /** The flow may have changed: the picture is made anew, soon. */
  refresh(): void;
  /** The cursor has moved, or another editor is active. */
  followCursor(): void;
  /** Gives it the focus. */
  reveal(): void;
  /** Whether it has the focus. */
  isActive(): boolean;
}

/** Milliseconds without a change before a picture is made anew: nobody looks at it while typing a word. */
const calm = 200;

/** Fills a tab, which is disposed of by whoever closes it. The page asks for its picture when it is loaded, at first and whenever it was hidden. */
export function createGraphPanel(panel: WebviewPanel, flow: Uri, server: Server, extensionUri: Uri): GraphPanel {
  const { webview } = panel;
  let picture: GraphPicture | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;
  let isOutdated = false;
  let isClosed = false;
  let shown: string | null = null;

  const tell = (message: ToPage): void => void webview.postMessage(message);
  const followCursor = (): void => {
    const node = findNodeAtCursor(flow, picture);
    if (node !== undefined && node.key === null && node.id !== shown) return void ask();
    tell({ kind: 'current', key: node?.key ?? null });
  };
  const ask = async (): Promise<void> => {
    isOutdated = isAsking;
    if (isAsking) return;
    isAsking = true;
    shown = findNodeAtCursor(flow, picture)?.id ?? null;
    const params = { uri: flow.toString(), ...(shown === null ? {} : { node: shown }) };
    const answer = await server.request('flowLens/graph', params).catch(() => undefined);
    isAsking = false;
    if (isClosed) return;
    picture = answer ?? picture;
    tell(toMessage(answer));
    followCursor();
    if (isOutdated) refresh();
  };
  const refresh = (): void => {
    clearTimeout(timer);
    // What is hidden is loaded anew when it is shown, and asks then.
    if (panel.visible) timer = setTimeout(ask, calm);
  };
  const answer = async (message: FromPage): Promise<void> => {
    if (message.kind === 'ready') await ask();
    else if (message.kind === 'open') await open(picture?.places[message.key]);
    else if (message.format === 'svg') await exportAsSvg(server, flow);
    else await copyAsMermaid(server, flow);
  };
  webview.onDidReceiveMessage((message: FromPage) =>
    answer(message).catch((error) => reportFailure(error, 'The flow graph')),
  );
  panel.onDidDispose(() => {
    isClosed = true;
    clearTimeout(timer);
  });
  webview.options = { enableScripts: true, localResourceRoots: [scriptFolder(extensionUri)] };
  webview.html = toGraphHtml(webview, extensionUri, flow.toString());
  return { refresh, followCursor, reveal: () => panel.reveal(), isActive: () => panel.active };
}

function toMessage(answer: GraphPicture | null | undefined): ToPage {
  if (answer) return { kind: 'picture', svg: answer.svg, note: answer.note, nodes: answer.nodes };
  const note = answer === null ? 'The flow is not there any more' : 'The language server does not answer';
  return { kind: 'picture', svg: undefined, note, nodes: [] };
}

/** The node that the cursor of the flow's editor is in; undefined where it is in none, or where nobody sees the text. */
function findNodeAtCursor(flow: Uri, picture: GraphPicture | undefined) {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  const editor = editors.find((candidate) => candidate?.document.uri.toString() === flow.toString());
  const cursor = editor?.selection.active;
  return cursor && picture?.nodes.find(({ range }) => toRange(range).contains(cursor));
}

/** Goes to a text: in the editor that shows it already, else beside the picture. */
async function open(place: GraphPlace | undefined): Promise<void> {
  if (place === undefined) return;
  const uri = Uri.parse(place.uri);
  const { start } = toRange(place.range);
  await window.showTextDocument(uri, { viewColumn: findColumn(uri), selection: new Range(start, start) });
}

function findColumn(uri: Uri): ViewColumn {
  const isThere = ({ input }: { readonly input: unknown }) =>
    input instanceof TabInputText && input.uri.toString() === uri.toString();
  const { all, activeTabGroup } = window.tabGroups;
  const groups = all.filter(({ tabs }) => tabs.some(isThere));
  const shown = groups.find(({ activeTab }) => activeTab !== undefined && isThere(activeTab)) ?? groups[0];
  const other = all.find((group) => group !== activeTabGroup);
  return (shown ?? other)?.viewColumn ?? ViewColumn.Beside;
}
