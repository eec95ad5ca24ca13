import { type Event, EventEmitter, type Memento, workspace } from 'vscode';

/** The environment that the person picked for this workspace. */
export interface Environment {
  /** Null where none is picked: a run then takes what the settings name, else the only one there is, else none. */
  picked(): string | null;
  /** Null takes the pick back. */
  pick(name: string | null): Promise<void>;
  readonly onDidPick: Event<void>;
  dispose(): void;
}

/** Remembers the pick in the state of the workspace. */
export function createEnvironment(workspaceState: Memento): Environment {
  const key = 'environment';
  const didPick = new EventEmitter<void>();
  return {
    picked: () => workspaceState.get<string>(key) ?? null,
    async pick(name) {
      await workspaceState.update(key, name ?? undefined);
      didPick.fire();
    },
    onDidPick: didPick.event,
    dispose: () => didPick.dispose(),
  };
}

/** Patterns of the names of environments that only a person may choose. */
export function guardedEnvironments(): readonly string[] {
  return workspace.getConfiguration('flowLens').get<string[]>('run.confirmEnvironments', []);
}
