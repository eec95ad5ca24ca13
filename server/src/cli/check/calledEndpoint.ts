import type { FlowDocument } from '#core/model/document';
import { isApiNode } from '#core/model/flow';
import { createEndpointLookup, type Project } from '#core/model/project';

/** Tells the name of the endpoint that a node calls, where the file or one of its imports has it. */
export function createCalledEndpoint(document: FlowDocument, project: Project): (node: string) => string | undefined {
  const lookUp = createEndpointLookup(document, project);
  return (node) => {
    const called = document.flow.nodes.get(node);
    const name = called && isApiNode(called) ? called.endpoint?.value : undefined;
    return name === undefined || typeof lookUp(name) === 'string' ? undefined : name;
  };
}
