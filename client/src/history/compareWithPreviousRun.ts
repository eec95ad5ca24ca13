import type { NodeReference } from '../../../server/src/protocol';
import { runNode } from '../nextSteps';
import type { Server } from '../server';
import type { HistoryDocuments } from './historyDocuments';
import { sayNothingIsKept } from './sayNothingIsKept';

/** Compares the last run of a node with the one before it. */
export async function compareWithPreviousRun(
  server: Server,
  documents: HistoryDocuments,
  node: NodeReference,
): Promise<void> {
  const { enabled, runs } = await server.request('flowLens/history', { node });
  const [newer, older] = runs;
  if (newer !== undefined && older !== undefined) await documents.compare(older, newer);
  else
    sayNothingIsKept(
      enabled,
      newer === undefined
        ? 'No run of this node is kept: run it twice to compare'
        : 'Only one run of this node is kept: run it again to compare',
      runNode(node),
    );
}
