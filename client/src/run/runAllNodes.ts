import { posix } from 'node:path';
import { type CancellationToken, ProgressLocation, type TextDocument, window, workspace } from 'vscode';
import type { NodeReference } from '../../../server/src/protocol';
import { openExample } from '../nextSteps';
import { withoutLinks } from '../plainText';
import { failureCode, failureCodes } from '../requestFailure';
import { say } from '../say';
import type { RunServices } from './commands';
import { offerTrust } from './offerTrust';
import type { NodeOutcome, RunReport } from './runReport';

/**
 * Runs the API Integration nodes of a flow one after the other, in the order of the text as it is now, each as if it were run by
 * itself: questions are asked, and one that fails stops no other. Resolves when all are over, or cancelled: with what came of each,
 * or with undefined where nothing was run, and the person has been told why.
 */
export async function runAllNodes(services: RunServices, document: TextDocument): Promise<RunReport | undefined> {
  if (!workspace.isTrusted) {
    void offerTrust();
    return undefined;
  }
  const { findApiNodes } = await import('./apiNodes');
  const nodes = findApiNodes(document.getText()).map(({ id }) => id);
  if (nodes.length === 0) {
    void say('This flow has no API Integration node', openExample);
    return undefined;
  }
  const file = posix.basename(document.uri.path);
  const title = withoutLinks(`Running all nodes of ${file}`);
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const outcomes: RunReport['nodes'][number][] = [];
    for (const [at, node] of nodes.entries()) {
      progress.report({
        message: withoutLinks(`${node} (${at + 1} of ${nodes.length})`),
        increment: at === 0 ? 0 : 100 / nodes.length,
      });
      const reference = { uri: document.uri.toString(), node };
      outcomes.push({ node, outcome: await runInTurn(services, reference, token) });
    }
    return { file, nodes: outcomes };
  });
}

/** Says nothing to the person. The token cancels the run, and keeps it from starting. */
async function runInTurn(
  { server, runs, responses }: RunServices,
  node: NodeReference,
  token: CancellationToken,
): Promise<NodeOutcome> {
  if (token.isCancellationRequested) return { kind: 'not run' };
  await runs.settled(node);
  const source = runs.begin(node);
  if (source === undefined) return { kind: 'not sent', reason: 'Nothing was sent: the node is running already' };
  const subscription = token.onCancellationRequested(() => source.cancel());
  try {
    const result = await server.request('flowLens/runNode', node, source.token);
    // What is shown of an earlier run is no part of this one.
    await responses.refresh(node).catch(() => undefined);
    return { kind: 'branch', result };
  } catch (error) {
    return toOutcome(error);
  } finally {
    subscription.dispose();
    runs.end(node);
  }
}

function toOutcome(error: unknown): NodeOutcome {
  const code = failureCode(error);
  if (code === failureCodes.requestCancelled) return { kind: 'cancelled' };
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: code === failureCodes.requestFailed ? 'not sent' : 'broken off', reason };
}
