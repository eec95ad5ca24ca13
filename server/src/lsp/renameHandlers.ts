import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  type PrepareRenamePlaceholder,
  type RenameFilesParams,
  type RenameParams,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentPositionParams,
  type WorkDoneProgressReporter,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { rename } from '#core/renaming/rename';
import { type NamingFile, prepareRename, renamableAt } from '../features/rename';
import { toWorkspaceEdit } from '../features/workspaceEdit';
import { flowFileSuffix } from '../workspace/findFlowFiles';
import { mendImports } from '../workspace/mendImports';
import { projectOf } from '../workspace/workspace';
import type { Client } from './client';
import { inSlices } from './inSlices';
import { failed } from './runRequests';
import { editTarget, type Session } from './session';

/** Renaming of names, and of files that others import. */
export function renameCapabilities({ preparesRename, asksBeforeFileRename }: Client): ServerCapabilities {
  return {
    renameProvider: preparesRename ? { prepareProvider: true, workDoneProgress: true } : { workDoneProgress: true },
    ...(asksBeforeFileRename ? { workspace: { fileOperations: { willRename: { filters: movableFiles } } } } : {}),
  };
}

/** A folder takes flows with it. */
const movableFiles = [
  { scheme: 'file', pattern: { glob: `**/*${flowFileSuffix}`, matches: 'file' as const } },
  { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } },
];

export function registerRename(connection: Connection, session: () => Session): void {
  connection.onPrepareRename((params) => prepare(session(), params));
  connection.onRenameRequest((params, token, progress) => renameName(session(), params, token, progress));
  connection.workspace.onWillRenameFiles((params) => renameFiles(session(), params));
}

async function prepare(session: Session, params: TextDocumentPositionParams): Promise<PrepareRenamePlaceholder | null> {
  const named = await findNamed(session, params);
  return named === undefined
    ? null
    : prepareRename('flow' in named.file ? named.file.flow : named.file.beside.source, named.found);
}

/** What can be renamed at a place; rejects with RequestFailed and the reason where the name there can't. */
async function findNamed(session: Session, { textDocument: { uri }, position }: TextDocumentPositionParams) {
  await session.scanned;
  const file = findNamingFile(session, uri);
  const project = projectOf(session.workspace, uri);
  const found = file && renamableAt(file, position, project);
  if (file === undefined || found === undefined) return undefined;
  if (found.kind === 'refused') throw failed(found.reason);
  return { file, found, project };
}

/** Rejects with RequestFailed and the reason, with RequestCancelled, and with ContentModified where somebody typed meanwhile. */
async function renameName(
  session: Session,
  params: RenameParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<WorkspaceEdit | null> {
  const named = await findNamed(session, params);
  if (named === undefined) return null;
  const { found, project } = named;
  const { newName } = params;
  const flows = project?.flows();
  const steps = rename({ meaning: found.meaning, newName, document: found.document, project });
  progress.begin(`Renaming to ${newName}`, 0, undefined, true);
  const expectSame = (): void => {
    if (project?.flows() === flows) return;
    throw new ResponseError(LSPErrorCodes.ContentModified, 'A file changed while its names were changed');
  };
  const renamed = await inSlices(steps, 'Renaming', token, (share) => {
    // What a step looks at next may be a place that an edit has moved.
    expectSame();
    progress.report(100 * share);
  }).finally(() => progress.done());
  expectSame();
  if (renamed.kind === 'refused') throw failed(renamed.reason);
  return toWorkspaceEdit(renamed.edits, editTarget(session));
}

async function renameFiles(session: Session, { files }: RenameFilesParams): Promise<WorkspaceEdit | null> {
  await session.scanned;
  const { project, elsewhere } = session.workspace;
  const edits = [project, elsewhere].flatMap((each) => mendImports(files, each));
  return edits.length === 0 ? null : toWorkspaceEdit(edits, editTarget(session));
}

function findNamingFile({ analyses, workspace }: Session, uri: string): NamingFile | undefined {
  const beside = workspace.sideFile(uri);
  if (beside !== undefined) return { beside };
  const flow = analyses.find(uri)?.document;
  return flow && { flow };
}
