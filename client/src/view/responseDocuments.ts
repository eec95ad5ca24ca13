import type { NodeReference } from '../../../server/src/protocol';
import type { Server } from '../server';
import { type Content, createNodeDocuments, type NodeDocuments } from './nodeDocuments';

/** The scheme of the documents that hold responses. */
export const responseScheme = 'flow-lens-response';

/** The documents that hold the last response of each node. */
export function createResponseDocuments(server: Server): NodeDocuments {
  const load = async (node: NodeReference): Promise<Content> => {
    const text = `The node "${node.node}" has no response in this session: run it to get one\n`;
    return (await server.request('flowLens/response', node)) ?? { text, language: 'plaintext' };
  };
  return createNodeDocuments(responseScheme, (node) => `${node} response`, load);
}
