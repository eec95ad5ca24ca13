import { CodeActionKind, type Connection, type ServerCapabilities } from 'vscode-languageserver';
import type { RefactoringKind } from '#core/refactorings/refactoring';
import { fixAllKind } from '../features/codeActions';
import type { Client } from './client';
import { loadCursorFeatures } from './loadCursorFeatures';
import type { Session } from './session';

/** Quick fixes, suppressions, refactorings, and runs for editors that draw no lenses. */
export function codeActionCapabilities({ resolvesEdits }: Client): ServerCapabilities {
  const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind, ...refactorKinds];
  return { codeActionProvider: { codeActionKinds, ...(resolvesEdits ? { resolveProvider: true } : {}) } };
}

/** The kinds of the actions that are refactorings, beside the quick fixes. */
const refactorKinds = [
  'refactor.extract',
  'refactor.inline',
  'refactor.move',
  'refactor.rewrite',
] as const satisfies readonly RefactoringKind[];

export function registerCodeActions(connection: Connection, session: () => Session): void {
  connection.onCodeAction(async (params, token) => {
    const { findCodeActions } = await loadCursorFeatures();
    // Before that, what other flows use can't be told.
    await session().scanned;
    return token.isCancellationRequested ? null : findCodeActions(session(), params);
  });
  connection.onCodeActionResolve(async (action) => (await loadCursorFeatures()).resolveCodeAction(session(), action));
}
