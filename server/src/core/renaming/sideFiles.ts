import type { FlowDocument } from '#core/model/document';
import type { DocumentEdit } from '#core/model/documentEdit';
import type { Project } from '#core/model/project';
import { shownFile } from '#core/model/shownFile';
import type { TextSource } from '#core/model/textSource';
import type { Occurrence } from '#core/names/occurrences';
import { mentionsNamed } from '#core/names/occurrences';
import { valuesIn } from '#core/names/valuesIn';
import type { Renamed, RenameRequest } from '#core/renaming/renameRequest';
import { replaceName } from '#core/renaming/replaceName';
import { addItem } from '#core/syntax/editJson';
import { parseJson } from '#core/syntax/parseJson';
import { asArray, asObject, findProperty } from '#core/syntax/tree';

/** Renames an environment value in the files beside flows: in every environment of both files, and among the declared secrets. */
export function renameInSideFiles(request: RenameRequest, mentioning: readonly FlowDocument[]): Renamed {
  const { meaning, newName, project } = request;
  if (meaning.kind !== 'value' || project === undefined) return { kind: 'edits', edits: [] };
  const broken = findBroken(meaning.home, project);
  if (broken !== undefined) {
    const reason = `${shownFile(broken)} has syntax errors, so nobody can tell all that is in it: mend it first`;
    return { kind: 'refused', reason };
  }
  const configuration = project.sideFile('configuration', meaning.home);
  const isShared = mentioning.some((file) => isOtherUser(file, request, project, configuration));
  const edits = valuesIn(meaning.name, meaning.home, project).flatMap((occurrence): readonly DocumentEdit[] =>
    occurrence.role === 'reference' && isShared
      ? declareToo(occurrence, newName)
      : [replaceName(occurrence.source, occurrence.span, newName)],
  );
  return { kind: 'edits', edits };
}

function findBroken(uri: string, project: Project): TextSource | undefined {
  const kinds = ['environment', 'private-environment', 'configuration'] as const;
  return kinds
    .flatMap((kind) => project.sideFile(kind, uri) ?? [])
    .find(
      ({ text, isNew }) =>
        !isNew && parseJson(text).errors.some(({ kind }) => kind !== 'comment' && kind !== 'trailing-comma'),
    );
}

/** Whether a flow with other environment files goes by the same configuration and has a value of that name too. */
function isOtherUser(
  file: FlowDocument,
  { meaning }: RenameRequest,
  project: Project,
  configuration: TextSource | undefined,
): boolean {
  if (!mentionsNamed(file, meaning.name).some(({ kind }) => kind === 'value')) return false;
  if (project.sideFile('environment', file.uri)?.uri === meaning.home) return false;
  return project.sideFile('configuration', file.uri)?.uri === configuration?.uri;
}

/** The old name stays declared for those who still use it. */
function declareToo({ source }: Occurrence, newName: string): readonly DocumentEdit[] {
  const list = asArray(findProperty(asObject(parseJson(source.text).root), 'secrets')?.value);
  const added = list && addItem(source.text, list, newName);
  return added === undefined ? [] : [{ ...added, document: source }];
}
