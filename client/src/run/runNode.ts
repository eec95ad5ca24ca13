import { ProgressLocation, window, workspace } from 'vscode';
import { withoutIcons } from '#core/model/quote';
import type { NodeReference, RunNodeParams, RunNodeResult } from '../../../server/src/protocol';
import { cancelRun } from '../nextSteps';
import { say } from '../say';
import type { Server } from '../server';
import { offerSecret } from './offerSecret';
import { offerTrust } from './offerTrust';
import { reportFailure } from './reportFailure';
import type { Runs } from './runs';

/** How long a run may last, in milliseconds, before the window says that it is under way. */
const silence = 500;

/**
 * Runs the node, with those that it needs before it where the parameters say so; what the server says of the run is drawn elsewhere.
 * Resolves when the run is over: with the result, or with undefined where there is none, and the person has been told why.
 */
export async function runNode(server: Server, runs: Runs, node: RunNodeParams): Promise<RunNodeResult | undefined> {
  if (!workspace.isTrusted) {
    void offerTrust();
    return undefined;
  }
  await runs.settled(node);
  const source = runs.begin(node);
  if (source === undefined) {
    void say(`The node "${node.node}" is running already`, cancelRun(node));
    return undefined;
  }
  const run = server.request('flowLens/runNode', node, source.token);
  const announced = setTimeout(() => void showProgress(node, run), silence);
  try {
    return await run;
  } catch (error) {
    if (!offerSecret(server, error, node)) reportFailure(error, `The run of "${node.node}"`);
    return undefined;
  } finally {
    clearTimeout(announced);
    runs.end(node);
  }
}

function showProgress(node: NodeReference, run: Promise<unknown>): Thenable<void> {
  const over = run.then(
    () => undefined,
    () => undefined,
  );
  return window.withProgress(
    { location: ProgressLocation.Window, title: withoutIcons(`Running ${node.node}`) },
    () => over,
  );
}
