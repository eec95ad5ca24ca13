import { commands, type Disposable, workspace } from 'vscode';
import type { Runs } from '../run/runs';
import type { Server } from '../server';

/** The context key `flowLens.hasHistory`: whether there is a run to look back at. */
export interface HistoryContext extends Disposable {
  /** All runs were forgotten. */
  clear(): void;
}

export function createHistoryContext(server: Server, runs: Runs): HistoryContext {
  let hasHistory = false;
  const tell = (has: boolean): void => {
    hasHistory = has;
    void commands.executeCommand('setContext', 'flowLens.hasHistory', has);
  };
  const ask = async (): Promise<void> => {
    const answer = await server.request('flowLens/history', {}).catch(() => undefined);
    if (answer !== undefined) tell(answer.runs.length > 0);
  };
  const listeners = [
    server.onDidStart(ask),
    runs.onDidEnd(() => {
      if (!hasHistory) void ask();
    }),
    workspace.onDidChangeConfiguration(() => {
      // What is switched off is forgotten at once.
      if (hasHistory && isOff()) tell(false);
    }),
  ];
  return {
    clear: () => tell(false),
    dispose: () => listeners.forEach((listener) => void listener.dispose()),
  };
}

function isOff(): boolean {
  const enabled = workspace.getConfiguration('flowLens').get<boolean>('history.enabled', true);
  return !enabled || workspace.getConfiguration('flowLens').get<number>('history.size') === 0;
}
