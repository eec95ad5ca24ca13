import { commands, type Diagnostic, DiagnosticSeverity, type Disposable, languages, type Uri, workspace } from 'vscode';
import type { RunStateParams } from '../../../server/src/protocol';
import type { Environment } from '../environment/environment';

/** Notices what the person has done of the walkthrough, however they came to do it, and tells it by context keys. */
export interface Progress extends Disposable {
  /** A node was run: done where it took a branch. */
  onRunState(state: RunStateParams): void;
}

/**
 * The keys that the steps of the walkthrough wait for: `flowLens.hasMended`, `flowLens.hasPickedEnvironment` and `flowLens.hasRun`. VS Code
 * remembers a step that was done; a key is true from when that happens in this window.
 */
export function createProgress(environment: Environment): Progress {
  const tellPicked = (): void => {
    if (environment.picked() !== null)
      void commands.executeCommand('setContext', 'flowLens.hasPickedEnvironment', true);
  };
  const onMend = (): void => void commands.executeCommand('setContext', 'flowLens.hasMended', true);
  tellPicked();
  const listeners = [environment.onDidPick(tellPicked), noticeMends(onMend)];
  return {
    onRunState({ nodes }) {
      const took = nodes.some(({ mark, stale }) => mark !== undefined && mark.outcome !== 'none' && !stale);
      if (took) void commands.executeCommand('setContext', 'flowLens.hasRun', true);
    },
    dispose: () => listeners.forEach((listener) => void listener.dispose()),
  };
}

/** Calls back when an edit has left an open flow with fewer errors than it had. Findings that go with a closed tab or a server don't count. */
function noticeMends(onMend: () => void): Disposable {
  const seen = new Map<string, { readonly version: number; readonly errors: number }>();
  return languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      const key = uri.toString();
      const document = workspace.textDocuments.find((open) => open.uri.toString() === key);
      if (document?.languageId !== 'flow-json') {
        seen.delete(key);
        continue;
      }
      const now = { version: document.version, errors: errorsIn(uri).length };
      const before = seen.get(key);
      seen.set(key, now);
      if (before !== undefined && now.errors < before.errors && now.version > before.version) onMend();
    }
  });
}

/** The findings at error level. */
export function errorsIn(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
}
