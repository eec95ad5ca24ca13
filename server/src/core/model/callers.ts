import { compareText } from '#core/model/compareText';
import type { PlacedNode } from '#core/model/document';
import { type ApiNode, isApiNode } from '#core/model/flow';
import { createFlowIndex } from '#core/model/flowIndex';
import { createNodeIndex } from '#core/model/nodeIndex';
import { type FoundEndpoint, findEndpointNamed, type Project } from '#core/model/project';

/**
 * The nodes of the workspace that call an endpoint; those of its own file alone where there is no project. By file, in the order
 * of their URIs, and by their place in the text. Costs no more than there are files and callers.
 */
export function callersOf({ endpoint, document }: FoundEndpoint, project: Project | undefined): readonly PlacedNode[] {
  const others = project === undefined ? [] : (byEndpointName(project.flows()).get(endpoint.name) ?? []);
  const calling = [document, ...others.filter(({ uri }) => uri !== document.uri)].filter((file) => {
    if (!nodesByEndpoint(file).has(endpoint.name)) return false;
    return findEndpointNamed(file, endpoint.name, project)?.document.uri === document.uri;
  });
  return calling
    .sort((a, b) => compareText(a.uri, b.uri))
    .flatMap((file) => (nodesByEndpoint(file).get(endpoint.name) ?? []).map((node) => ({ document: file, node })));
}

/** Those of them that send requests. */
export function apiCallersOf(found: FoundEndpoint, project: Project | undefined): readonly PlacedNode<ApiNode>[] {
  return callersOf(found, project).flatMap(({ document, node }) => (isApiNode(node) ? [{ document, node }] : []));
}

const byEndpointName = createFlowIndex((document) => nodesByEndpoint(document).keys());

/** The nodes of a file by the name of the endpoint that they call. */
export const nodesByEndpoint = createNodeIndex(({ endpoint }) => (endpoint === undefined ? [] : [endpoint.value]));
