import type { CancellationToken, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Project } from '#core/model/project';
import type { Analysis } from '../features/analysis';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../features/callHierarchy';
import { declaration } from '../features/declaration';
import { definition } from '../features/definition';
import { documentHighlight } from '../features/documentHighlight';
import { documentLinks } from '../features/documentLinks';
import { documentSymbols, flatDocumentSymbols } from '../features/documentSymbols';
import { references } from '../features/references';
import { workspaceSymbols } from '../features/workspaceSymbols';
import { findFileFrom } from '../workspace/findFileFrom';
import { projectOf } from '../workspace/workspace';
import type { Session } from './session';

export const navigationCapabilities: ServerCapabilities = {
  definitionProvider: true,
  declarationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  callHierarchyProvider: true,
  documentLinkProvider: {},
};

/** Whatever other flows have a say in waits until all of them are read: half a list of references looks like a whole one. */
export function registerNavigation(connection: Connection, session: () => Session): void {
  const find = (uri: string): Analysis | undefined => session().analyses.find(uri);
  const answer = async <Params, Answer>(
    uri: string,
    params: Params,
    token: CancellationToken,
    feature: (analysis: Analysis, params: Params, project: Project | undefined) => Answer,
  ): Promise<Answer | undefined> => {
    await session().scanned;
    const analysis = token.isCancellationRequested ? undefined : find(uri);
    return analysis && feature(analysis, params, projectOf(session().workspace, uri));
  };

  connection.onDefinition((params, token) =>
    answer(params.textDocument.uri, params, token, (...asked) =>
      definition(...asked, session().client.linksDefinitions),
    ),
  );
  connection.onDeclaration((params, token) =>
    answer(params.textDocument.uri, params, token, (...asked) =>
      declaration(...asked, session().client.linksDeclarations),
    ),
  );
  connection.onReferences((params, token) => answer(params.textDocument.uri, params, token, references));
  connection.onDocumentHighlight((params) => {
    const { uri } = params.textDocument;
    const analysis = find(uri);
    return analysis && documentHighlight(analysis, params, projectOf(session().workspace, uri));
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const analysis = find(textDocument.uri);
    return analysis && (session().client.nestsSymbols ? documentSymbols(analysis) : flatDocumentSymbols(analysis));
  });
  connection.onWorkspaceSymbol(async (params) => {
    await session().scanned;
    return workspaceSymbols(session().workspace.project.flows(), params);
  });
  connection.languages.callHierarchy.onPrepare((params, token) =>
    answer(params.textDocument.uri, params, token, prepareCallHierarchy),
  );
  connection.languages.callHierarchy.onIncomingCalls(({ item }, token) => answer(item.uri, item, token, incomingCalls));
  connection.languages.callHierarchy.onOutgoingCalls(({ item }, token) => answer(item.uri, item, token, outgoingCalls));
  connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const analysis = find(uri);
    const findFile = (path: string) => findFileFrom(uri, path, session().workspace.roots);
    return analysis && documentLinks(analysis, projectOf(session().workspace, uri), findFile);
  });
}
