import { basename } from 'node:path';
import {
  commands,
  type Disposable,
  Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelOptions,
  window,
} from 'vscode';
import { findFlowInView } from '../environment/findFlowInView';
import { newFlow, openExample } from '../nextSteps';
import { say } from '../say';
import type { Server } from '../server';
import { createGraphPanel, type GraphPanel } from './graphPanel';
import type { PageState } from './messages';

const viewType = 'flow-lens-graph';

/** Pictures of flows beside their texts, one a flow. */
export function registerGraph(server: Server, extensionUri: Uri): readonly Disposable[] {
  const panels = new Map<string, GraphPanel>();
  const add = (panel: WebviewPanel, flow: Uri): void => {
    panels.set(flow.toString(), createGraphPanel(panel, flow, server, extensionUri));
    panel.iconPath = {
      light: Uri.joinPath(extensionUri, 'images', 'flow-light.svg'),
      dark: Uri.joinPath(extensionUri, 'images', 'flow-dark.svg'),
    };
    panel.onDidDispose(() => panels.delete(flow.toString()));
  };
  const show = (uri: unknown): void => {
    const flow = uri instanceof Uri ? uri : (findPanelInFocus() ?? findFlowInView());
    if (flow === undefined) return void say('No flow definition is open', newFlow, openExample);
    const known = panels.get(flow.toString());
    if (known !== undefined) return void known.reveal();
    // As with other previews the text keeps the focus; the command again gives it to the picture.
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const options: WebviewPanelOptions = { enableFindWidget: true };
    add(window.createWebviewPanel(viewType, `Graph ${basename(flow.path)}`, place, options), flow);
  };
  // As long as a picture has the focus, no editor is active, and another flow may be in view.
  const findPanelInFocus = (): Uri | undefined =>
    [...panels].flatMap(([flow, { isActive }]) => (isActive() ? Uri.parse(flow) : []))[0];
  const followCursor = (): void => panels.forEach((panel) => void panel.followCursor());
  return [
    commands.registerCommand('flowLens.showFlowGraph', show),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: PageState | undefined) => {
        const flow = typeof state?.uri === 'string' ? Uri.parse(state.uri) : undefined;
        // VS Code restores a hidden tab when it is shown: the flow may have another picture since.
        const known = flow && panels.get(flow.toString());
        if (flow !== undefined && known === undefined) return add(panel, flow);
        panel.dispose();
        known?.reveal();
      },
    }),
    window.onDidChangeTextEditorSelection(followCursor),
    window.onDidChangeActiveTextEditor(followCursor),
    server.onDidChangeGraph((uri) => panels.get(Uri.parse(uri).toString())?.refresh()),
    server.onDidStart(() => panels.forEach((panel) => void panel.refresh())),
  ];
}
