import { Uri, workspace } from 'vscode';
import type { NodeReference } from '../../../server/src/protocol';
import { type Content, createReadOnlyDocuments, toTitlePath } from './readOnlyDocuments';

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
  const documents = createReadOnlyDocuments(scheme, (uri) => load(toReference(uri)));
  const toUri = ({ uri, node }: NodeReference): Uri =>
    Uri.from({ scheme, path: toTitlePath(title(node)), query: JSON.stringify([uri, node]) });
  return {
    open: (node) => documents.show(toUri(node)),
    async refresh(node) {
      const uri = toUri(node);
      if (workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()))
        await documents.update(uri);
    },
    dispose: documents.dispose,
  };
}

/** The node that a document of ours is about. */
export function toReference(uri: Uri): NodeReference {
  const [flow, node] = JSON.parse(uri.query) as [string, string];
  return { uri: flow, node };
}
