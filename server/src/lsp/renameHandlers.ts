import { setImmediate } from 'node:timers/promises';
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
import type { Renamed } from '#core/renaming/renameRequest';
import { type NamingFile, prepareRename, renamableAt } from '../features/rename';
import { toWorkspaceEdit } from '../features/workspaceEdit';
import { flowFileSuffix } from '../workspace/findFlowFiles';
import { mendImports } from '../workspace/mendImports';
import { projectOf } from '../workspace/workspace';
import type { Client } from './client';
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

async function prepare(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<PrepareRenamePlaceholder | null> {
  await session.scanned;
  const file = findNamingFile(session, textDocument.uri);
  const found = file && renamableAt(file, position, projectOf(session.workspace, textDocument.uri));
  if (file === undefined || found === undefined) return null;
  if (found.kind === 'refused') throw failed(found.reason);
  return prepareRename('flow' in file ? file.flow : file.beside.source, found);
}

/** Rejects with RequestFailed and the reason, with RequestCancelled, and with ContentModified where somebody typed meanwhile. */
async function renameName(
  session: Session,
  { textDocument, position, newName }: RenameParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<WorkspaceEdit | null> {
  await session.scanned;
  const project = projectOf(session.workspace, textDocument.uri);
  const file = findNamingFile(session, textDocument.uri);
  const found = file && renamableAt(file, position, project);
  if (found === undefined) return null;
  if (found.kind === 'refused') throw failed(found.reason);
  const flows = session.workspace.project.flows();
  const steps = rename({ meaning: found.meaning, newName, document: found.document, project });
  const renamed = await drive(steps, `Renaming to ${newName}`, token, progress);
  if (session.workspace.project.flows() !== flows) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'A file changed while its names were changed');
  }
  if (renamed.kind === 'refused') throw failed(renamed.reason);
  return toWorkspaceEdit(renamed.edits, editTarget(session));
}

/** Milliseconds of work between two breaths: what comes in meanwhile, a cancellation above all, waits no longer. */
const slice = 20;

async function drive(
  steps: Generator<number, Renamed>,
  title: string,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<Renamed> {
  let began = performance.now();
  progress.begin(title, 0, undefined, true);
  try {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return step.value;
      if (performance.now() - began <= slice) continue;
      progress.report(100 * step.value);
      await setImmediate();
      if (token.isCancellationRequested) {
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Renaming was cancelled');
      }
      began = performance.now();
    }
  } finally {
    progress.done();
  }
}

async function renameFiles(session: Session, { files }: RenameFilesParams): Promise<WorkspaceEdit | null> {
  await session.scanned;
  const edits = mendImports(files, session.workspace.project);
  return edits.length === 0 ? null : toWorkspaceEdit(edits, editTarget(session));
}

function findNamingFile({ analyses, workspace }: Session, uri: string): NamingFile | undefined {
  const beside = workspace.sideFile(uri);
  if (beside !== undefined) return { beside };
  const flow = analyses.find(uri)?.document;
  return flow && { flow };
}
