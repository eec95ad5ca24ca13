import { type CodeAction, type CodeActionParams, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { RefactoringContext } from '#core/refactorings/refactoring';
import type { Analysis } from '../features/analysis';
import { codeActions } from '../features/codeActions';
import { isRefactorData, refactorActions, resolveRefactorAction } from '../features/refactorActions';
import { runActions } from '../features/runActions';
import { suppressActions } from '../features/suppressActions';
import { createNeighbours } from '../workspace/neighbours';
import { projectOf } from '../workspace/workspace';
import { commandsFor } from './serverCommands';
import { editTarget, type Session } from './session';

/** What can be done at a range. */
export function findCodeActions(session: Session, params: CodeActionParams): CodeAction[] {
  const { analyses, client, runs } = session;
  const { uri } = params.textDocument;
  const isRunning = (node: string) => runs.find({ uri, node })?.running === true;
  const any = analyses.findAny(uri);
  const flow = analyses.find(uri);
  const target = { ...editTarget(session), resolvesEdits: client.resolvesEdits };
  return [
    ...(any === undefined ? [] : codeActions(any, params, target)),
    ...(flow === undefined ? [] : refactorActions(flow, params, toContext(session, flow), target)),
    ...(flow === undefined || client.isOurs ? [] : runActions(flow.document, params, isRunning, commandsFor(client))),
    ...(flow === undefined ? [] : suppressActions(flow, params, client.features.has('suppress'))),
  ];
}

/** Rejects with ContentModified where the document is another by now; actions that have all they need stay as they are. */
export function resolveCodeAction(session: Session, action: CodeAction): CodeAction {
  if (!isRefactorData(action.data)) return action;
  const flow = session.analyses.find(action.data.uri);
  const resolved =
    flow && resolveRefactorAction(action, action.data, flow, toContext(session, flow), editTarget(session));
  if (resolved === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, 'The flow was changed meanwhile');
  return resolved;
}

function toContext({ analyses, configurations, workspace }: Session, { document }: Analysis): RefactoringContext {
  const { uri } = document;
  return {
    document,
    project: projectOf(workspace, uri),
    isSecret: (name) => configurations.isSecret(uri, name),
    findingsOf: (other) => analyses.resultOf(other)?.all ?? [],
    ...createNeighbours(uri, (other) => workspace.document(other) !== undefined),
  };
}
