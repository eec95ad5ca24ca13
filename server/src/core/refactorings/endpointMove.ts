import { type FlowDocument, readDocument } from '#core/model/document';
import type { Endpoint, Suppression } from '#core/model/flow';
import type { Project } from '#core/model/project';
import { mentionsNamed, occurrencesInFlow } from '#core/names/occurrences';
import { meanTheSame } from '#core/refactorings/meanTheSame';
import type { RefactoringContext } from '#core/refactorings/refactoring';
import { suppressionRemoval } from '#core/rules/shared/removeSuppression';
import { applyEdits, type Edit, overlaps } from '#core/syntax/edit';
import { addItem, addProperties, type NewValue, removeEntry, takeAsWritten, toNewValue } from '#core/syntax/editJson';
import { asArray, asObject, findProperty, type JsonString, standsTwice } from '#core/syntax/tree';
import { endpointTemplates } from '#core/template/placeholders';

/** Whether what an endpoint sends means the same in another file. A name that its own file does not know, the flows that call it do. */
export function sendsTheSame(
  endpoint: Endpoint,
  from: FlowDocument,
  to: FlowDocument,
  project: Project | undefined,
): boolean {
  const strings = endpointTemplates(endpoint).map(({ string }) => string);
  return meanTheSame(strings, from, to, project);
}

/** Whether the API description that an endpoint names is the same one seen from another file: it is named by a path. */
export function keepsItsDescription(
  { openapi }: Endpoint,
  from: FlowDocument,
  to: FlowDocument,
  { importPath }: RefactoringContext,
): boolean {
  return openapi?.file === undefined || /^\.\/[^/]+$/.test(importPath(from, to) ?? '');
}

/**
 * An endpoint as it is to be written elsewhere: as it stands, with the suppressions of its flow that accept something in it. Undefined
 * where it is too broken to write into.
 */
export function takeEndpoint(
  endpoint: Endpoint,
  document: FlowDocument,
  context: RefactoringContext,
): NewValue | undefined {
  const accepting = flowSuppressionsFor(endpoint, document, context);
  if (endpoint.object === undefined) return undefined;
  if (accepting.length === 0) return takeAsWritten(document.text, endpoint.object);
  const text = withSuppressions(endpoint, document, accepting);
  const copy = text === undefined ? undefined : readDocument(document.uri, text);
  const object = copy?.flow.endpoints.get(endpoint.name)?.object;
  return copy && object && takeAsWritten(copy.text, object);
}

/** Those of the flow itself: its own go with the endpoint anyway. */
function flowSuppressionsFor(
  endpoint: Endpoint,
  document: FlowDocument,
  { findingsOf }: RefactoringContext,
): readonly Suppression[] {
  const inside = findingsOf(document).filter((finding) => finding.endpoint === endpoint.name && finding.suppressed);
  const codes = new Set(inside.map(({ code }) => code));
  const own = new Set(endpoint.suppressions.map(({ rule }) => rule?.value));
  return document.flow.suppressions.filter(
    ({ rule }) => rule !== undefined && codes.has(rule.value) && !own.has(rule.value),
  );
}

/** The document's text with suppressions added to the endpoint. */
function withSuppressions(
  { object }: Endpoint,
  { text }: FlowDocument,
  suppressions: readonly Suppression[],
): string | undefined {
  if (object === undefined) return undefined;
  const written = suppressions.map((suppression) => toNewValue(suppression.object));
  const existing = findProperty(object, 'suppressions');
  const list = asArray(existing?.value);
  if (existing === undefined) {
    const edit = addProperties(text, object, [['suppressions', written]]);
    return edit && applyEdits(text, [edit]);
  }
  const edits = list === undefined ? [] : written.flatMap((item) => addItem(text, list, item) ?? []);
  return edits.length === 0 ? undefined : applyEdits(text, edits);
}

/**
 * Takes an endpoint out of its file, with those suppressions of the flow that accept nothing but what is in it. Undefined where an
 * earlier one of the same name would come to light.
 */
export function removeEndpoint(
  endpoint: Endpoint,
  document: FlowDocument,
  context: RefactoringContext,
): readonly Edit[] | undefined {
  const { object } = endpointsOf(document);
  if (object === undefined || standsTwice(object, endpoint.name)) return undefined;
  return withoutUnused([removeEntry(document.text, object, endpoint.property)], endpoint, document, context);
}

/** The edits, and those that take out the suppressions which would accept nothing any more. */
export function withoutUnused(
  edits: readonly Edit[],
  endpoint: Endpoint,
  document: FlowDocument,
  context: RefactoringContext,
): readonly Edit[] {
  const outside = context.findingsOf(document).filter((finding) => finding.endpoint !== endpoint.name);
  const unused = flowSuppressionsFor(endpoint, document, context).filter(
    ({ rule }) => !outside.some(({ code, suppressed }) => suppressed && code === rule?.value),
  );
  const removals = unused.flatMap(({ object }) => suppressionRemoval(document, { object, owner: document.flow }) ?? []);
  const kept: Edit[] = [...edits];
  for (const removal of removals) if (!kept.some((edit) => overlaps(edit, removal))) kept.push(removal);
  return kept;
}

/** Whether a file names an endpoint of that name and means the one of another file by it. */
export function usesEndpointOf(
  file: FlowDocument,
  name: string,
  home: FlowDocument,
  project: Project | undefined,
): boolean {
  return occurrencesInFlow({ kind: 'endpoint', name, home: home.uri }, file, project).length > 0;
}

/** Whether a file names an endpoint of that name, or reads values by it, in another string than one. */
export function namesEndpoint(file: FlowDocument, name: string, except?: JsonString): boolean {
  return mentionsNamed(file, name).some(
    ({ kind, string }) => (kind === 'endpoint' || kind === 'prefix') && string.offset !== except?.offset,
  );
}

/** The object that holds the endpoints of a file, and the property it is the value of. */
export function endpointsOf({ flow }: Pick<FlowDocument, 'flow'>) {
  const property = findProperty(flow.object, 'endpoints');
  return { property, object: asObject(property?.value) };
}
