import type { NodeReference } from '../../../server/src/protocol';
import type { Server } from '../server';
import { createNodeDocuments, type NodeDocuments } from './nodeDocuments';
import type { Content } from './readOnlyDocuments';

/** The scheme of the documents that hold responses. */
export const responseScheme = 'flow-lens-response';

/** The documents that hold the last response of each node. */
export function createResponseDocuments(server: Server): NodeDocuments {
  const load = async (node: NodeReference): Promise<Content> => {
    const nothing = { text: `${describeMissing(node)}\n`, language: 'plaintext' };
    return (await server.request('flowLens/response', node)) ?? nothing;
  };
  return createNodeDocuments(responseScheme, (node) => `${node} response`, load);
}

/** Says that the node has no response, and how to get one. */
export function describeMissing({ node }: NodeReference): string {
  return `The node "${node}" has no response in this session: run it to get one`;
}
