import type { FlowDocument } from '#core/model/document';
import { type ApiNode, type FlowNode, isApiNode } from '#core/model/flow';
import { createFlowIndex } from '#core/model/flowIndex';
import { type FoundEndpoint, findEndpointNamed, type Project } from '#core/model/project';

/** A node that calls an endpoint, with the file it stands in. */
export interface Caller<Node extends FlowNode = FlowNode> {
  readonly document: FlowDocument;
  readonly node: Node;
}

/**
 * The nodes of the workspace that call an endpoint; those of its own file alone where there is no project. By file, in the order
 * of their URIs, and by their place in the text. Costs no more than there are files and callers.
 */
export function callersOf({ endpoint, document }: FoundEndpoint, project: Project | undefined): readonly Caller[] {
  const others = project === undefined ? [] : (byEndpointName(project.flows()).get(endpoint.name) ?? []);
  const calling = [document, ...others.filter(({ uri }) => uri !== document.uri)].filter((file) => {
    if (!nodesByEndpoint(file).has(endpoint.name)) return false;
    return findEndpointNamed(file, endpoint.name, project)?.document.uri === document.uri;
  });
  return calling
    .sort((a, b) => Number(a.uri > b.uri) - Number(a.uri < b.uri))
    .flatMap((file) => (nodesByEndpoint(file).get(endpoint.name) ?? []).map((node) => ({ document: file, node })));
}

/** Those of them that send requests. */
export function apiCallersOf(found: FoundEndpoint, project: Project | undefined): readonly Caller<ApiNode>[] {
  return callersOf(found, project).flatMap(({ document, node }) => (isApiNode(node) ? [{ document, node }] : []));
}

const byEndpointName = createFlowIndex((document) => nodesByEndpoint(document).keys());

/** Made once for a document: every endpoint that it may mean asks. */
const byDocument = new WeakMap<FlowDocument, ReadonlyMap<string, readonly FlowNode[]>>();

/** The nodes of a file by the name of the endpoint that they call. */
export function nodesByEndpoint(document: FlowDocument): ReadonlyMap<string, readonly FlowNode[]> {
  const made = byDocument.get(document);
  if (made !== undefined) return made;
  const byName = new Map<string, FlowNode[]>();
  for (const node of document.flow.nodes.values()) {
    if (node.endpoint === undefined) continue;
    const others = byName.get(node.endpoint.value) ?? [];
    others.push(node);
    byName.set(node.endpoint.value, others);
  }
  byDocument.set(document, byName);
  return byName;
}
