import { commands, type Disposable } from 'vscode';
import { aboutNode } from '../run/commands';
import { reportFailure } from '../run/reportFailure';
import type { Runs } from '../run/runs';
import type { Server } from '../server';
import { clearRunHistory } from './clearRunHistory';
import { compareWithPreviousRun } from './compareWithPreviousRun';
import { createHistoryContext } from './historyContext';
import { createHistoryDocuments } from './historyDocuments';
import { showRunHistory } from './showRunHistory';

/** The commands about earlier runs, and what they need. */
export function registerHistory(server: Server, runs: Runs): readonly Disposable[] {
  const documents = createHistoryDocuments(server);
  const context = createHistoryContext(server, runs);
  const clear = async (): Promise<void> => {
    if (await clearRunHistory(server)) context.clear();
  };
  return [
    documents,
    context,
    commands.registerCommand(
      'flowLens.compareWithPreviousRun',
      aboutNode('The comparison', (node) => compareWithPreviousRun(server, documents, node)),
    ),
    commands.registerCommand('flowLens.showRunHistory', () =>
      showRunHistory(server, documents).catch((error) => reportFailure(error, 'Opening the run history')),
    ),
    commands.registerCommand('flowLens.clearRunHistory', () =>
      clear().catch((error) => reportFailure(error, 'Clearing the run history')),
    ),
  ];
}
