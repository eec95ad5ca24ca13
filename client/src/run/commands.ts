import { commands, type Disposable } from 'vscode';
import type { NodeReference, RunNodeResult } from '../../../server/src/protocol';
import type { Server } from '../server';
import type { NodeDocuments } from '../view/nodeDocuments';
import { cancelRun } from './cancelRun';
import { chooseNode } from './chooseNode';
import { copyAsCurl } from './copyAsCurl';
import { offerTls } from './offerTls';
import { reportFailure } from './reportFailure';
import { runNode } from './runNode';
import type { Runs } from './runs';
import { saveResponseBody } from './saveResponseBody';

/** What the commands about runs act on. */
export interface RunServices {
  readonly server: Server;
  readonly runs: Runs;
  readonly requests: NodeDocuments;
  readonly responses: NodeDocuments;
  /** Called with the result of every run of one node: whoever knows what helps may offer it. */
  readonly onDidRun: (result: RunNodeResult, node: NodeReference) => unknown;
}

/** The commands about one node: to run it, and to look at what is sent and at what came. */
export function registerRunCommands(services: RunServices): readonly Disposable[] {
  const { server, runs, requests, responses } = services;
  const run = async (node: NodeReference, toHere = false): Promise<void> => {
    const result = await runNode(server, runs, { ...node, toHere });
    if (result === undefined) return;
    void offerTls(result, node);
    services.onDidRun(result, node);
    await responses.refresh(node);
  };
  return [
    commands.registerCommand(
      'flowLens.runNode',
      aboutNode('The run', (node) => run(node)),
    ),
    commands.registerCommand(
      'flowLens.runToHere',
      aboutNode('The run', (node) => run(node, true)),
    ),
    commands.registerCommand('flowLens.cancelRun', (uri, node) => cancelRun(runs, uri, node)),
    commands.registerCommand('flowLens.previewRequest', aboutNode('The preview', requests.open)),
    commands.registerCommand('flowLens.copyAsCurl', aboutNode('Copying as cURL', copyAsCurl(server))),
    commands.registerCommand('flowLens.openResponse', aboutNode('Opening the response', responses.open)),
    commands.registerCommand(
      'flowLens.saveResponseBody',
      aboutNode('Saving the body', (node) => saveResponseBody(server, node)),
    ),
  ];
}

/** A command about a node: the one its arguments name, else the one around the cursor. What goes wrong is told. */
export function aboutNode(what: string, act: (node: NodeReference) => Promise<void>) {
  return async (uri?: unknown, node?: unknown): Promise<void> => {
    try {
      const chosen = await chooseNode(uri, node);
      if (chosen !== undefined) await act(chosen);
    } catch (error) {
      reportFailure(error, what);
    }
  };
}
