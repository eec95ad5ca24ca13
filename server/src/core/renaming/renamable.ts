import type { FlowDocument } from '#core/model/document';
import type { Project } from '#core/model/project';
import { quote } from '#core/model/quote';
import { shownInFolder } from '#core/model/shownFile';
import type { SideFile } from '#core/model/sideFile';
import { findMention, type Meaning, meaningOf } from '#core/names/meaning';
import { insideOf } from '#core/names/mention';
import { mentionsNamed, namesIn } from '#core/names/occurrences';
import { secretNames, valueKeys } from '#core/names/valuesIn';
import { type Span, touches } from '#core/syntax/span';

/** What a cursor stands on, as far as it can be renamed. */
export type Renamable =
  | {
      readonly kind: 'name';
      /** The name alone, without quotes, braces and brackets. */
      readonly span: Span;
      readonly meaning: Meaning;
      /** A flow that names it, or could. */
      readonly document: FlowDocument;
    }
  /** A name, but not one that can be changed; a sentence without a final stop. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Undefined where no name stands: a status code, a default response, a word of a text. */
export function findRenamable(
  document: FlowDocument,
  offset: number,
  project: Project | undefined,
): Renamable | undefined {
  const mention = findMention(document, offset);
  if (mention === undefined || mention.name === '') return undefined;
  const { kind, name, span } = mention;
  if (kind === 'rule') return refused('Rules have their codes from Flow Lens');
  if (kind === 'import') return refused('Rename the file itself: its imports follow');
  const meaning = meaningOf(mention, document, project);
  if (meaning === undefined) return refused(`Nobody here can tell what ${quote(name)} stands for`);
  return { kind: 'name', span, meaning, document };
}

/** The same in an environment file or in the configuration, where environment values have their names. */
export function findRenamableBeside(
  { kind, source }: SideFile,
  offset: number,
  project: Project,
): Renamable | undefined {
  if (kind === 'ignore') return undefined;
  const strings = kind === 'configuration' ? secretNames(source.text) : valueKeys(source.text);
  const string = strings.find((one) => touches(insideOf(one), offset));
  if (string === undefined || string.value === '') return undefined;
  const span = insideOf(string);
  const users = findUsers(string.value, project, (file) =>
    kind === 'configuration'
      ? project.sideFile('configuration', file.uri)?.uri === source.uri
      : project.sideFile('environment', file.uri)?.uri === environmentOf(source.uri, project),
  );
  const homes = new Map(users.map((file) => [environmentOf(file.uri, project), file]));
  if (homes.size > 1) {
    const files = [...homes.values()].map(shownInFolder).sort().join(' and ');
    return refused(
      `${quote(string.value)} is read with several environment files, in ${files}: rename it in one of those`,
    );
  }
  const [user = project.flows()[0]] = users;
  const home = environmentOf(users[0]?.uri ?? source.uri, project);
  if (user === undefined || home === undefined) return undefined;
  return { kind: 'name', span, meaning: { kind: 'value', name: string.value, home }, document: user };
}

function environmentOf(uri: string, project: Project): string | undefined {
  return project.sideFile('environment', uri)?.uri;
}

function findUsers(name: string, project: Project, isWanted: (file: FlowDocument) => boolean): readonly FlowDocument[] {
  const isRead = (file: FlowDocument): boolean => mentionsNamed(file, name).some(({ kind }) => kind === 'value');
  return (namesIn(project.flows()).get(name) ?? []).filter((file) => isRead(file) && isWanted(file));
}

function refused(reason: string): Renamable {
  return { kind: 'refused', reason };
}
