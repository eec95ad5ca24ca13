import { Range, type TextEditor, TextEditorRevealType, Uri, window } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import type { NodeReference } from '../../../server/src/protocol';
import { openExample } from '../nextSteps';
import { say } from '../say';
import { toReference } from '../view/nodeDocuments';
import { responseScheme } from '../view/responseDocuments';
import type { ApiNode } from './apiNodes';

/**
 * The node that a command is about. A lens and a hover name it (`uri`, `id`), and so does a response in the editor; else the
 * palette, a key or a menu leaves it to the cursor, and where that stands in no API Integration node and there are several, to the person.
 * Undefined where nobody named one.
 */
export async function chooseNode(uri: unknown, id: unknown): Promise<NodeReference | undefined> {
  if (typeof uri === 'string' && typeof id === 'string') return { uri, node: id };
  const shown = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
  if (shown?.scheme === responseScheme) return toReference(shown);
  const editor = findFlowEditor(uri);
  if (editor === undefined) return undefined;
  const { document } = editor;
  const text = document.getText();
  // With the parser, which nobody needs before.
  const { findApiNodes, findNodeAround } = await import('./apiNodes');
  const nodes = findApiNodes(text);
  const around = findNodeAround(text, nodes, document.offsetAt(editor.selection.active));
  const node = around ?? (await pickNode(nodes));
  if (node === undefined) return undefined;
  if (around === undefined) reveal(editor, node);
  return { uri: document.uri.toString(), node: node.id };
}

/** What comes of the command is shown at the node, which the person may not see. */
function reveal(editor: TextEditor, { offset }: ApiNode): void {
  const at = editor.document.positionAt(offset);
  editor.revealRange(new Range(at, at), TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The editor that a command is about: a menu of an editor passes that editor's URI, all else means the active one. */
export function findFlowEditor(uri: unknown): TextEditor | undefined {
  const active = window.activeTextEditor;
  if (!(uri instanceof Uri) || active?.document.uri.toString() === uri.toString()) return active;
  return window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
}

async function pickNode(nodes: readonly ApiNode[]): Promise<ApiNode | undefined> {
  const [only, ...others] = nodes;
  if (only !== undefined && others.length === 0) return only;
  if (nodes.length > 0) {
    const items = nodes.map((node) => ({ label: withoutIcons(node.id), node }));
    return (await window.showQuickPick(items, { title: 'API Integration node' }))?.node;
  }
  void say('This flow has no API Integration node', openExample);
  return undefined;
}
