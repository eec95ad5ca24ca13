import type { FlowDocument } from '#core/model/document';
import { type ApiNode, isApiNode } from '#core/model/flow';
import { type FoundEndpoint, lookUpEndpoint, type Project } from '#core/model/project';

/** A node that calls an endpoint, with the file it stands in. */
export interface Caller {
  readonly document: FlowDocument;
  readonly node: ApiNode;
}

/**
 * The API Integration nodes of the workspace that call an endpoint; those of its own file alone where there is no project. By
 * file, in the order of their URIs, and by their place in the text. Costs no more than there are files and callers.
 */
export function apiCallersOf({ endpoint, document }: FoundEndpoint, project: Project | undefined): readonly Caller[] {
  const documents = new Map([...(project?.flows() ?? []), document].map((file) => [file.uri, file]));
  const calling = [...documents.values()].filter((file) => {
    if (!apiNodesByEndpoint(file).has(endpoint.name)) return false;
    const found = lookUpEndpoint(file, endpoint.name, project);
    return typeof found !== 'string' && found.document.uri === document.uri;
  });
  return calling
    .sort((a, b) => Number(a.uri > b.uri) - Number(a.uri < b.uri))
    .flatMap((file) => (apiNodesByEndpoint(file).get(endpoint.name) ?? []).map((node) => ({ document: file, node })));
}

/** Made once for a document. */
const byDocument = new WeakMap<FlowDocument, ReadonlyMap<string, readonly ApiNode[]>>();

/** The API Integration nodes of a file by the name of the endpoint that they call. */
export function apiNodesByEndpoint(document: FlowDocument): ReadonlyMap<string, readonly ApiNode[]> {
  const made = byDocument.get(document);
  if (made !== undefined) return made;
  const byName = new Map<string, ApiNode[]>();
  for (const node of document.flow.nodes.values()) {
    if (!isApiNode(node) || node.endpoint === undefined) continue;
    const others = byName.get(node.endpoint.value) ?? [];
    others.push(node);
    byName.set(node.endpoint.value, others);
  }
  byDocument.set(document, byName);
  return byName;
}
