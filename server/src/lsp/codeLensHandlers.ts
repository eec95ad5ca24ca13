import type { CodeLens, Command, Connection } from 'vscode-languageserver';
import { codeLenses, type LensData, lensCommand } from '../features/codeLenses';
import { countFindings } from '../features/countFindings';
import { projectAround } from '../workspace/workspace';
import { findApiNode, isStale } from './runs';
import { commandsFor } from './serverCommands';
import type { Session } from './session';

/** Answers where lenses are, and what they say once they are to be drawn. */
export function registerCodeLenses(connection: Connection, session: () => Session): void {
  connection.onCodeLens(({ textDocument }) => findLenses(session(), textDocument.uri));
  connection.onCodeLensResolve((lens) => resolveLens(session(), lens));
}

function findLenses(session: Session, uri: string): CodeLens[] {
  const document = session.settings.codeLens ? session.analyses.find(uri)?.document : undefined;
  return document === undefined ? [] : codeLenses(document, session.analyses.steadyNodes(uri));
}

function resolveLens(session: Session, lens: CodeLens): CodeLens {
  const data: LensData = lens.data;
  const command = findCommand(session, data);
  session.told.titles.keep(data.uri, session.versionOf(data.uri), `${data.kind} ${data.node}`, {
    told: command.title,
    again: () => findCommand(session, data).title,
  });
  return { ...lens, command };
}

function findCommand(session: Session, data: LensData): Command {
  const analysis = session.analyses.find(data.uri);
  const node = findApiNode(analysis?.document, data.node);
  const run = session.runs.find(data);
  const project = projectAround(session.workspace, data.uri);
  const state = {
    trusted: session.trusted,
    running: run?.running ?? false,
    result: run?.result,
    stale: analysis && node && run ? isStale(run, analysis.document, node, project) : false,
  };
  const errors =
    analysis === undefined ? 0 : countFindings(analysis.document, data.node, project, session.analyses.resultOf).errors;
  return lensCommand(data, errors, state, commandsFor(session.client));
}
