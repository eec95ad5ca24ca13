import {
  EventEmitter,
  languages,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { NodeReference } from '../../../server/src/protocol';
import { findColumn } from './findColumn';

/** The text of a read-only document, and the VS Code language to show it in. */
export interface Content {
  readonly text: string;
  readonly language: string;
}

/** Read-only documents about nodes, one a node and scheme, beside the flow. */
export interface NodeDocuments {
  /** Loads and shows the document of the node; the focus stays where it is. Rejects as `load` does. */
  open(node: NodeReference): Promise<void>;
  /** Loads the document of the node anew where it is open. Rejects as `load` does. */
  refresh(node: NodeReference): Promise<void>;
  dispose(): void;
}

/**
 * Registers the scheme. `load` gives the content of a node's document, also when VS Code opens such a document by itself.
 * `title` names the tab.
 */
export function createNodeDocuments(
  scheme: string,
  title: (node: string) => string,
  load: (node: NodeReference) => Promise<Content>,
): NodeDocuments {
  const changed = new EventEmitter<Uri>();
  const loaded = new Map<string, Content>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => (loaded.get(uri.toString()) ?? (await load(toReference(uri)))).text,
  };
  const listeners = [
    workspace.registerTextDocumentContentProvider(scheme, provider),
    workspace.onDidCloseTextDocument(({ uri }) => loaded.delete(uri.toString())),
  ];
  const update = async (uri: Uri): Promise<TextDocument> => {
    const content = await load(toReference(uri));
    loaded.set(uri.toString(), content);
    changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    if (document.languageId === content.language) return document;
    return languages.setTextDocumentLanguage(document, content.language);
  };
  // A slash in the id would cut the title, which is what stands behind the last one.
  const toUri = ({ uri, node }: NodeReference): Uri =>
    Uri.from({ scheme, path: `/${title(node).replaceAll('/', '∕')}`, query: JSON.stringify([uri, node]) });
  return {
    async open(node) {
      const uri = toUri(node);
      const document = await update(uri);
      const viewColumn = findColumn(uri) ?? ViewColumn.Beside;
      await window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
    },
    async refresh(node) {
      const uri = toUri(node);
      if (workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) await update(uri);
    },
    dispose() {
      for (const disposable of [...listeners, changed]) disposable.dispose();
    },
  };
}

/** The node that a document of ours is about. */
export function toReference(uri: Uri): NodeReference {
  const [flow, node] = JSON.parse(uri.query) as [string, string];
  return { uri: flow, node };
}
