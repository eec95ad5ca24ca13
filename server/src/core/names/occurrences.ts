import type { FlowDocument } from '#core/model/document';
import { createFlowIndex } from '#core/model/flowIndex';
import { type Project, withImports } from '#core/model/project';
import type { TextSource } from '#core/model/textSource';
import { isSameMeaning, type Meaning, meaningOf, soughtName } from '#core/names/meaning';
import type { Mention } from '#core/names/mention';
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
  const inFlows = sharing.flatMap((file) => occurrencesIn(file, meaning, project));
  return meaning.kind === 'value' && project !== undefined
    ? [...inFlows, ...valuesIn(meaning.name, document.uri, project)]
    : inFlows;
}

/** The places of one flow that mean the same, in the order of its text. */
export function occurrencesIn(
  file: FlowDocument,
  meaning: Meaning,
  project: Project | undefined,
): readonly Occurrence[] {
  const known = new Map<string, boolean>();
  const isMeant = (mention: Mention): boolean => {
    // All that mentions of one name differ in: to look an import up touches the disk, and thousands of nodes call one endpoint.
    const key = JSON.stringify([mention.kind, mention.name, mention.flow, mention.path === 'value']);
    const isSame = known.get(key) ?? isMeaning(mention, file, meaning, project);
    known.set(key, isSame);
    return isSame;
  };
  return mentionsNamed(file, meaning.name).flatMap((mention) =>
    isMeant(mention) ? [{ source: file, span: mention.span, role: mention.role, mention }] : [],
  );
}

function isMeaning(mention: Mention, file: FlowDocument, meaning: Meaning, project: Project | undefined): boolean {
  const meant = meaningOf(mention, file, project);
  return meant !== undefined && isSameMeaning(meant, meaning);
}

const namesIn = createFlowIndex((document) => mentionsIn(document).map(soughtName));

function mentionsNamed(document: FlowDocument, wanted: string): readonly Mention[] {
  return mentionsIn(document).filter((mention) => soughtName(mention) === wanted);
}

/** The files in which the name may mean this, the one that asks first. */
export function filesSharing(
  { kind, name }: Meaning,
  document: FlowDocument,
  project: Project | undefined,
): readonly FlowDocument[] {
  if (project === undefined) return [document];
  const mentioning = namesIn(project.flows()).get(name) ?? [];
  const sharing = kind === 'variable' ? keepConversation(mentioning, document, name, project) : mentioning;
  return [...new Set([document, ...sharing])];
}

/**
 * The files whose conversations share a variable of that name: flows that lead to one another hand it on, and a library that reads
 * it shares it with all that import the library. Other flows may use the same name for something else.
 */
function keepConversation(
  mentioning: readonly FlowDocument[],
  document: FlowDocument,
  name: string,
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
  return mentioning.filter((file) => seen.has(file) && mentionsNamed(file, name).length > 0);
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
