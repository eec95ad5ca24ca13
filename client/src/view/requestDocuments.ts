import { toRequestText } from '#core/request/toRequestText';
import type { NodeReference } from '../../../server/src/protocol';
import type { Server } from '../server';
import { createNodeDocuments, type NodeDocuments } from './nodeDocuments';
import type { Content } from './readOnlyDocuments';

/** The documents that hold each node's request as a run would send it now. */
export function createRequestDocuments(server: Server): NodeDocuments {
  const load = async (node: NodeReference): Promise<Content> => {
    const preview = await server.request('flowLens/previewNode', node);
    return { text: toRequestText(preview), language: 'http-message' };
  };
  return createNodeDocuments('flow-lens-request', (node) => `${node} request`, load);
}
