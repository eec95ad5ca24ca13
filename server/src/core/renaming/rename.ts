import type { FlowDocument } from '#core/model/document';
import type { DocumentEdit } from '#core/model/documentEdit';
import { isRead, type Project, type ResolvedImport } from '#core/model/project';
import { mentionsIn } from '#core/names/mentionsIn';
import { filesMentioning } from '#core/names/occurrences';
import { findLoss } from '#core/renaming/brokenFiles';
import { refuseTakenName } from '#core/renaming/collisions';
import { checkFile } from '#core/renaming/fileCheck';
import { refuseName } from '#core/renaming/nameRules';
import { toRenamedProject } from '#core/renaming/renamedProject';
import { type Renamed, type RenameRequest, refused } from '#core/renaming/renameRequest';
import { renameInSideFiles } from '#core/renaming/sideFiles';
import { replaceInside } from '#core/syntax/editJson';

/**
 * Gives something another name at all its places, or says why not. Refused is whatever would leave a place meaning something else
 * than it does now, so that what is found in the files stays the same.
 *
 * @yields after each file how much of the work is done, from 0 to 1: who drives it may let others work, or stop
 */
export function* rename(asked: RenameRequest): Generator<number, Renamed> {
  const request = { ...asked, project: asked.project && rememberImports(asked.project) };
  const { meaning, newName, document, project } = request;
  if (newName === meaning.name) return { kind: 'edits', edits: [] };
  const early = refuseName(meaning.kind, newName);
  if (early !== undefined) return refused(early);
  if (project !== undefined && !isRead(project)) return refused('The flows of the workspace are still being read');
  yield* readMentions(project?.flows() ?? [document]);
  const taken = refuseTakenName(request) ?? findLoss(request);
  if (taken !== undefined) return refused(taken);

  const files = filesMentioning({ kind: meaning.kind, names: [meaning.name, newName] }, document, project);
  const renamed = toRenamedProject(request);
  const edits: DocumentEdit[] = [];
  for (const [index, file] of files.entries()) {
    const checked = checkFile(request, renamed, file);
    if (checked.kind === 'refused') return checked;
    edits.push(...checked.spans.map((span) => ({ ...replaceInside(span, newName), document: file })));
    yield 0.5 + index / files.length / 2;
  }
  const beside = renameInSideFiles(request, files);
  if (beside.kind === 'refused') return beside;
  return { kind: 'edits', edits: [...edits, ...beside.edits] };
}

/** An import is a file to be found, and each is asked for several times. */
function rememberImports(project: Project): Project {
  const found = new Map<string, ResolvedImport>();
  return {
    ...project,
    resolveImport(from, path) {
      const key = JSON.stringify([from, path]);
      const resolved = found.get(key) ?? project.resolveImport(from, path);
      found.set(key, resolved);
      return resolved;
    },
  };
}

/** Most of the time goes into the first look at each file. */
function* readMentions(files: readonly FlowDocument[]): Generator<number, void> {
  for (const [index, file] of files.entries()) {
    mentionsIn(file);
    yield index / files.length / 2;
  }
}
