import { commands, type Disposable, type Event } from 'vscode';
import type { Server } from '../server';
import type { Environment } from './environment';
import { createStatusItem } from './statusItem';

/** Tells the server of the person's pick, shows which environment counts, and lets another one be picked. */
export function registerEnvironment(
  server: Server,
  environment: Environment,
  onDidUpdateServer: Event<void>,
): readonly Disposable[] {
  return [
    // Before the status item, which asks the server what it uses.
    environment.onDidPick(() => server.notify('flowLens/selectEnvironment', { environment: environment.picked() })),
    createStatusItem(server, environment, onDidUpdateServer),
    commands.registerCommand('flowLens.selectEnvironment', async () => {
      const { selectEnvironment } = await import('./selectEnvironment');
      await selectEnvironment(server, environment);
    }),
  ];
}
