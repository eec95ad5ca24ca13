import { type TextEditor, Uri, window } from 'vscode';
import type { NodeReference } from '../../../server/src/protocol';
import { withoutIcons } from '../plainText';
import { toReference } from '../view/nodeDocuments';
import { responseScheme } from '../view/responseDocuments';
import { findApiNodes, findNodeAround } from './apiNodes';

/**
 * The node that a command is about. A lens and a hover name it (`uri`, `node`), and so does a response in the editor; else the
 * palette, a key or a menu leaves it to the cursor, and where that stands in no API Integration node, to the person.
 * Undefined where nobody named one.
 */
export async function chooseNode(uri: unknown, node: unknown): Promise<NodeReference | undefined> {
  if (typeof uri === 'string' && typeof node === 'string') return { uri, node };
  const shown = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
  if (shown?.scheme === responseScheme) return toReference(shown);
  const editor = findFlowEditor(uri);
  if (editor === undefined) return undefined;
  const { document } = editor;
  const text = document.getText();
  const nodes = findApiNodes(text);
  const around = findNodeAround(text, nodes, document.offsetAt(editor.selection.active));
  const id = around?.id ?? (await pickNode(nodes.map((found) => found.id)));
  return id === undefined ? undefined : { uri: document.uri.toString(), node: id };
}

/** The editor that a command is about: a menu of an editor passes that editor's URI, all else means the active one. */
export function findFlowEditor(uri: unknown): TextEditor | undefined {
  const active = window.activeTextEditor;
  if (!(uri instanceof Uri) || active?.document.uri.toString() === uri.toString()) return active;
  return window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
}

async function pickNode(ids: readonly string[]): Promise<string | undefined> {
  if (ids.length > 0) {
    const items = ids.map((id) => ({ label: withoutIcons(id), id }));
    return (await window.showQuickPick(items, { title: 'API Integration node' }))?.id;
  }
  void window.showInformationMessage('This flow has no API Integration node');
  return undefined;
}
