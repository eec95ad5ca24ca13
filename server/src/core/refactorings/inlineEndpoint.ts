import { type FlowDocument, isReadWhole } from '#core/model/document';
import type { Endpoint } from '#core/model/flow';
import { importersOf } from '#core/model/importers';
import { findEndpointNamed, importedFile, isRead } from '#core/model/project';
import { quote } from '#core/model/quote';
import { shownFile } from '#core/model/shownFile';
import { findMention, meaningOf } from '#core/names/meaning';
import { namesIn } from '#core/names/occurrences';
import {
  endpointsOf,
  keepsItsDescription,
  namesEndpoint,
  removeEndpoint,
  sendsTheSame,
  takeEndpoint,
  usesEndpointOf,
} from '#core/refactorings/endpointMove';
import { type FindRefactorings, type RefactoringContext, refactoring } from '#core/refactorings/refactoring';
import { isWithin } from '#core/refactorings/touched';
import { editsIn } from '#core/rules/rule';
import type { Edit } from '#core/syntax/edit';
import { addProperties, addPropertyBefore, type NewValue, removeItem } from '#core/syntax/editJson';
import { findProperty } from '#core/syntax/tree';

/**
 * Sets an endpoint of a library up in the file that uses it. The library keeps its own for as long as anybody else uses it; where
 * nobody does, it is taken out there.
 */
export const inlineEndpoint: FindRefactorings = (selection, context) => {
  const { document, project } = context;
  const mention = findMention(document, selection.offset);
  if (mention === undefined || !isWithin(selection, mention.span) || !isRead(project)) return [];
  if (meaningOf(mention, document, project)?.kind !== 'endpoint') return [];
  const found = findEndpointNamed(document, mention.name, project);
  if (found === undefined || found.document === document) return [];
  const { endpoint, document: library } = found;
  const value = takeEndpoint(endpoint, library, context);
  if (value === undefined || ![document, library].every(isReadWhole)) return [];
  if (!sendsTheSame(endpoint, library, document, project)) return [];
  if (!keepsItsDescription(endpoint, library, document, context)) return [];
  // Whoever imports this file would have the endpoint from here.
  if (importersOf(document, project).some((file) => namesEndpoint(file, endpoint.name))) return [];
  const isKept = isUsedElsewhere(endpoint, library, context);
  return refactoring('refactor.inline', `Inline the endpoint ${quote(endpoint.name)} of ${shownFile(library)}`, [
    editsIn(document, [
      addition(endpoint.name, value, document),
      ...(isKept ? withoutImport(library, endpoint, context) : []),
    ]),
    isKept ? [] : editsIn(library, removeEndpoint(endpoint, library, context) ?? [undefined]),
  ]);
};

/** One name for two endpoints is an error: where the library keeps its own, the file must do without the library. */
function withoutImport(
  library: FlowDocument,
  { name }: Endpoint,
  { document, project }: RefactoringContext,
): readonly (Edit | undefined)[] {
  const { flow, text } = document;
  const others = [...library.flow.endpoints.keys()].filter((other) => other !== name);
  if (others.some((other) => usesEndpointOf(document, other, library, project))) return [undefined];
  const [path, ...more] = flow.imports.filter(
    ({ value }) => importedFile(value, document, project)?.uri === library.uri,
  );
  if (flow.object === undefined || path === undefined || more.length > 0) return [undefined];
  return [removeItem(text, flow.object, 'imports', path)];
}

/** Before the nodes, where a flow sets up none yet. */
function addition(name: string, value: NewValue, document: FlowDocument): Edit | undefined {
  const { flow, text } = document;
  const { property, object } = endpointsOf(document);
  if (property !== undefined) return object && addProperties(text, object, [[name, value]]);
  const next = flow.start ?? findProperty(flow.object, 'nodes');
  if (flow.object === undefined || next === undefined) return undefined;
  return addPropertyBefore(text, flow.object, next, ['endpoints', { [name]: value }]);
}

/** What lies where no flow of the workspace is looked for stays as it is, too. */
function isUsedElsewhere(
  { name }: Endpoint,
  library: FlowDocument,
  { document, project }: RefactoringContext,
): boolean {
  const flows = project?.flows() ?? [];
  if (!flows.includes(library)) return true;
  return (namesIn(flows).get(name) ?? []).some((file) => {
    if (file === document) return false;
    if (file !== library) return usesEndpointOf(file, name, library, project);
    return namesEndpoint(file, name, file.flow.endpoints.get(name)?.property.key);
  });
}
