import type { FlowDocument } from '#core/model/document';
import { createFlowIndex } from '#core/model/flowIndex';
import { type Project, withImports } from '#core/model/project';
import type { TextSource } from '#core/model/textSource';
import { isSameMeaning, type Meaning, meaningOf, standsInEndpoint } from '#core/names/meaning';
import type { Mention, NameKind } from '#core/names/mention';
import { mentionsIn } from '#core/names/mentionsIn';
import { valuesIn } from '#core/names/valuesIn';
import { leadingTo, localGraph } from '#core/paths/localGraph';
import type { Span } from '#core/syntax/span';

/** A place that has a name: in a flow, or in a file beside flows. */
export interface Occurrence {
  readonly source: TextSource;
  /** The name alone, without quotes, braces and brackets. */
  readonly span: Span;
  readonly role: Mention['role'];
  /** In flows: how it stands there. */
  readonly mention: Mention | undefined;
}

/**
 * All places that mean the same, in the file itself first, then in the order of the workspace's files, each file's in the order
 * of its text. Of environment values, those in the environment files and in the configuration too. Costs no more than the files
 * that have the name.
 *
 * @param document a file that mentions it
 */
export function occurrencesOf(
  meaning: Meaning,
  document: FlowDocument,
  project: Project | undefined,
): readonly Occurrence[] {
  const sharing = filesSharing(meaning, document, project);
  const inFlows = sharing.flatMap((file) => occurrencesInFlow(meaning, file, project));
  return meaning.kind === 'value' && project !== undefined
    ? [...inFlows, ...valuesIn(meaning.name, document.uri, project)]
    : inFlows;
}

/** The places of one file that mean the same, in the order of the text. */
export function occurrencesInFlow(
  meaning: Meaning,
  file: FlowDocument,
  project: Project | undefined,
): readonly Occurrence[] {
  const meant = createMeanings(file, project);
  return mentionsNamed(file, meaning.name).flatMap((mention): Occurrence[] => {
    const found = meant(mention);
    if (found === undefined || !isSameMeaning(found, meaning)) return [];
    return [{ source: file, span: mention.span, role: mention.role, mention }];
  });
}

/** Mentions of the same kind and name mean the same in one file, and what an import brings is a file to be found. */
export function createMeanings(
  file: FlowDocument,
  project: Project | undefined,
): (mention: Mention) => Meaning | undefined {
  const known = new Map<string, Meaning | undefined>();
  return (mention) => {
    const { kind, name, flow, path } = mention;
    const key = JSON.stringify([
      kind,
      name,
      flow,
      path === 'value',
      kind === 'prefix' && standsInEndpoint(mention, file),
    ]);
    if (!known.has(key)) known.set(key, meaningOf(mention, file, project));
    return known.get(key);
  };
}

/** The files of a list by the names that stand in them. */
export const namesIn = createFlowIndex((document) => mentionsIn(document).map(({ name }) => name));

export function mentionsNamed(document: FlowDocument, wanted: string): readonly Mention[] {
  return mentionsIn(document).filter(({ name }) => name === wanted);
}

/** The files in which the name may mean this, the one that asks first. */
export function filesSharing(
  { kind, name }: Meaning,
  document: FlowDocument,
  project: Project | undefined,
): readonly FlowDocument[] {
  return filesMentioning({ kind, names: [name] }, document, project);
}

/**
 * The files that have one of the names where it may mean the same as in the file that asks, which comes first. Where variables are
 * meant, those of the conversations that have any of the names in common.
 */
export function filesMentioning(
  { kind, names }: { readonly kind: NameKind; readonly names: readonly string[] },
  document: FlowDocument,
  project: Project | undefined,
): readonly FlowDocument[] {
  if (kind === 'import' || project === undefined) return [document];
  const index = namesIn(project.flows());
  const mentioning = [...new Set(names.flatMap((name) => index.get(name) ?? []))];
  const sharing = kind === 'variable' ? keepConversation(mentioning, document, project) : mentioning;
  return [...new Set([document, ...sharing])];
}

/**
 * The files whose conversations share a variable, of those that mention it: flows that lead to one another hand it on, and a library
 * that reads it shares it with all that import the library. Other flows may use the same name for something else.
 */
function keepConversation(
  mentioning: readonly FlowDocument[],
  document: FlowDocument,
  project: Project,
): readonly FlowDocument[] {
  const mentions = new Set([document, ...mentioning]);
  const importers = importersOf(mentioning, project);
  const seen = new Set([document]);
  for (const file of seen) {
    const flows = [...targetsOf(file, project), ...sourcesOf(file, project)];
    const libraries = withImports(file, project).filter((library) => mentions.has(library));
    const users = mentions.has(file) ? (importers.get(file) ?? []) : [];
    for (const other of [...flows, ...libraries, ...users]) seen.add(other);
  }
  return mentioning.filter((file) => seen.has(file));
}

function targetsOf(document: FlowDocument, project: Project): readonly FlowDocument[] {
  const names = new Set(localGraph(document).exits.map(({ flow }) => flow));
  return [...names].flatMap((flow) => project.flowsNamed(flow) ?? []);
}

function sourcesOf({ flow }: FlowDocument, project: Project): readonly FlowDocument[] {
  return flow.name === undefined ? [] : (leadingTo(project.flows()).get(flow.name.value) ?? []);
}

/** Of the files that have the variable: who imports whom. */
function importersOf(
  mentioning: readonly FlowDocument[],
  project: Project,
): ReadonlyMap<FlowDocument, readonly FlowDocument[]> {
  const importers = new Map<FlowDocument, FlowDocument[]>();
  for (const file of mentioning) {
    for (const library of withImports(file, project).slice(1)) {
      importers.set(library, [...(importers.get(library) ?? []), file]);
    }
  }
  return importers;
}
