import type { FlowDocument } from '#core/model/document';
import { importersOf } from '#core/model/importers';
import { quote } from '#core/model/quote';
import { shownFile } from '#core/model/shownFile';
import { isSameMeaning, type Meaning, prefixMeanings, standsInEndpoint } from '#core/names/meaning';
import type { Mention } from '#core/names/mention';
import { mentionsIn } from '#core/names/mentionsIn';
import { createMeanings } from '#core/names/occurrences';
import { refuseSharedPrefix, standsTwice, tellTwice } from '#core/renaming/collisions';
import { isReadInPlaceholder, nouns } from '#core/renaming/nameRules';
import type { RenamedProject } from '#core/renaming/renamedProject';
import { newMeaning, type RenameRequest } from '#core/renaming/renameRequest';
import type { Span } from '#core/syntax/span';

export type CheckedFile =
  /** Where the name stands, in the order of the text. */
  { readonly kind: 'spans'; readonly spans: readonly Span[] } | { readonly kind: 'refused'; readonly reason: string };

/**
 * The places of one file that are to be renamed. Refused where one of them would not be read as it is now, or where the new name
 * would make something else mean another thing.
 */
export function checkFile(request: RenameRequest, renamed: RenamedProject, file: FlowDocument): CheckedFile {
  const { meaning, project } = request;
  const meansNow = createMeanings(file, project);
  const willMean = createMeanings(renamed.after(file), renamed.project);
  const spans: Span[] = [];
  const shared = refuseSharedPrefix(request, file);
  if (shared !== undefined) return { kind: 'refused', reason: shared };
  for (const mention of mentionsIn(file)) {
    if (!isConcerned(mention, request)) continue;
    const now = meansNow(mention);
    const isMeant = now !== undefined && isSameMeaning(now, meaning);
    const then = willMean(toRenamed(mention, isMeant, request));
    const reason = isMeant
      ? (refuseUnreadable(mention, request, file) ?? refuseOtherReader(mention, request, file))
      : refuseAmbiguous(mention, request, file);
    const changed = reason ?? refuseChange({ mention, now, then, isMeant }, request, file);
    if (changed !== undefined) return { kind: 'refused', reason: changed };
    if (isMeant) spans.push(mention.span);
  }
  return { kind: 'spans', spans };
}

/** Flows and environment values have names of their own; what a placeholder says may be any of the others. */
function isConcerned({ kind, name, flow }: Mention, { meaning, newName }: RenameRequest): boolean {
  const isNamed = (one: string | undefined): boolean => one === meaning.name || one === newName;
  if (meaning.kind === 'flow') return isNamed(kind === 'flow' ? name : flow);
  if (meaning.kind === 'value' || kind === 'value') return meaning.kind === kind && isNamed(name);
  return kind !== 'flow' && isNamed(name);
}

function toRenamed(mention: Mention, isMeant: boolean, { meaning, newName }: RenameRequest): Mention {
  const named = isMeant ? { ...mention, name: newName } : mention;
  return meaning.kind === 'flow' && mention.flow === meaning.name ? { ...named, flow: newName } : named;
}

/** A placeholder stops being one, or asks for something else, where its name has a bracket, a comma, a colon, a line break. */
function refuseUnreadable(mention: Mention, { newName }: RenameRequest, file: FlowDocument): string | undefined {
  const { kind, role, name } = mention;
  const isInPlaceholder = kind === 'prefix' || (kind === 'variable' && role === 'reference');
  if (isInPlaceholder && !isReadInPlaceholder(kind, newName)) {
    return `${quote(newName)} can't stand in a placeholder, as it would have to for ${written(mention)} in ${shownFile(file)}`;
  }
  const isTwice = kind === 'variable' && role === 'definition' && standsTwice(file, 'variables', name);
  return isTwice ? tellTwice(file, name) : undefined;
}

/** What an endpoint reads is filled for the flow that calls it: by the environment files of that one. */
function refuseOtherReader(
  mention: Mention,
  { meaning, project }: RenameRequest,
  file: FlowDocument,
): string | undefined {
  if (meaning.kind !== 'value' || project === undefined || !standsInEndpoint(mention, file)) return undefined;
  const other = importersOf(file, project).find(
    ({ uri }) => project.sideFile('environment', uri)?.uri !== meaning.home,
  );
  return other && tellEnvironments(mention, file, other);
}

function tellEnvironments({ name }: Mention, library: FlowDocument, importer: FlowDocument): string {
  return `${shownFile(library)} reads ${quote(`{{${name}}}`)} for ${shownFile(importer)}, which has other environment files: rename it in the text`;
}

/** In a library, what is read by a name may be one thing for one flow that imports it, and another for the next. */
function refuseAmbiguous(mention: Mention, request: RenameRequest, file: FlowDocument): string | undefined {
  const { meaning, project } = request;
  if (mention.name !== meaning.name) return undefined;
  if (
    mention.kind === 'value' &&
    meaning.kind === 'value' &&
    project !== undefined &&
    standsInEndpoint(mention, file)
  ) {
    const user = importersOf(file, project).find(
      ({ uri }) => project.sideFile('environment', uri)?.uri === meaning.home,
    );
    return user && tellEnvironments(mention, file, user);
  }
  if (mention.kind !== 'prefix') return undefined;
  const all = prefixMeanings(mention, file, project);
  if (all.length < 2 || !all.some((one) => isSameMeaning(one, meaning))) return undefined;
  return `${written(mention)} in ${shownFile(file)} means one thing for one file that imports it, and another for the next`;
}

interface Change {
  readonly mention: Mention;
  readonly now: Meaning | undefined;
  readonly then: Meaning | undefined;
  readonly isMeant: boolean;
}

function refuseChange(
  { mention, now, then, isMeant }: Change,
  request: RenameRequest,
  file: FlowDocument,
): string | undefined {
  const renamed = newMeaning(request);
  const wanted = isMeant ? renamed : now;
  if (!isMeant && then !== undefined && isSameMeaning(then, renamed)) {
    return `${written(mention)} in ${shownFile(file)} would then mean this ${nouns[renamed.kind] ?? 'name'} too`;
  }
  const isKept = wanted === undefined || then === undefined ? wanted === then : isSameMeaning(then, wanted);
  if (isKept) return undefined;
  return `${written(mention)} in ${shownFile(file)} would then mean something else`;
}

/** A mention for a message: with the brackets of its placeholder, where it stands in one. */
function written({ kind, role, name, path }: Mention): string {
  if (kind === 'prefix') return quote(`[[${name}:${path}]]`);
  if (kind === 'value') return quote(`{{${name}}}`);
  return quote(kind === 'variable' && role === 'reference' ? `[[${name}]]` : name);
}
