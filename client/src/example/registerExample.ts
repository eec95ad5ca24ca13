import { commands, type Disposable, window } from 'vscode';
import type { NodeReference, RunNodeResult } from '../../../server/src/protocol';
import { reportFailure } from '../run/reportFailure';
import { warn } from '../say';
import type { ExampleApi } from './exampleApi';
import type { ExampleFiles } from './exampleFiles';

/** The example and what it needs to run. */
export interface Example {
  readonly files: ExampleFiles;
  readonly api: ExampleApi;
}

/** How long the status bar says that the API runs, in milliseconds. */
const mention = 5000;

/** The commands about the example, which an installed extension brings along. */
export function registerExample({ files, api }: Example): readonly Disposable[] {
  const open = async (): Promise<void> => {
    await files.show();
    await commands.executeCommand('setContext', 'flowLens.hasOpenedExample', true);
  };
  const stop = async (): Promise<void> => {
    await api.stop();
    window.setStatusBarMessage('The API of the example has ended', mention);
  };
  return [
    api,
    commands.registerCommand('flowLens.openExample', () => open().catch(reportAs('Opening the example'))),
    commands.registerCommand('flowLens.startExampleApi', () =>
      startExampleApi({ files, api }).catch(reportAs('Starting the API of the example')),
    ),
    commands.registerCommand('flowLens.stopExampleApi', () =>
      stop().catch(reportAs('Stopping the API of the example')),
    ),
  ];
}

function reportAs(what: string): (error: unknown) => void {
  return (error) => reportFailure(error, what);
}

/** Starts the API, and tells the example where it is. */
export async function startExampleApi({ files, api }: Example): Promise<void> {
  const origin = await api.start();
  await files.setOrigin(origin);
  window.setStatusBarMessage(`The API of the example runs on ${origin}`, mention);
}

/** Where a run of the example found nobody to answer, because its API was not started, offers to do that. */
export async function offerExampleApi(
  example: Example,
  { failure }: RunNodeResult,
  node: NodeReference,
): Promise<void> {
  const { files, api } = example;
  if (failure?.kind !== 'refused' || node.uri !== files.flow.toString() || api.isRunning()) return;
  await warn('Nobody answers: the API of the example is not started', {
    title: 'Start It and Run Again',
    take: async () => {
      await startExampleApi(example);
      await commands.executeCommand('flowLens.runNode', node.uri, node.node);
    },
  });
}
