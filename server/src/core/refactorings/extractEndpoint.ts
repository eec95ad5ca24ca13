import { type FlowDocument, isReadWhole, readDocument } from '#core/model/document';
import { createFile, type DocumentEdit } from '#core/model/documentEdit';
import type { Endpoint } from '#core/model/flow';
import { findFreeName } from '#core/model/freeName';
import { importersOf } from '#core/model/importers';
import { findEndpointNamed, isRead, withImports } from '#core/model/project';
import { escapeControls, quote } from '#core/model/quote';
import { shownFile } from '#core/model/shownFile';
import type { TextSource } from '#core/model/textSource';
import {
  endpointsOf,
  keepsItsDescription,
  namesEndpoint,
  removeEndpoint,
  sendsTheSame,
  takeEndpoint,
  usesEndpointOf,
  withoutUnused,
} from '#core/refactorings/endpointMove';
import {
  type FindRefactorings,
  type Refactoring,
  type RefactoringContext,
  refactoring,
} from '#core/refactorings/refactoring';
import { isWithin } from '#core/refactorings/touched';
import { editsIn } from '#core/rules/rule';
import { applyEdits, type Edit } from '#core/syntax/edit';
import {
  addItem,
  addProperties,
  addPropertyBefore,
  goesWithItsLast,
  indentUnit,
  lineEndOf,
  type NewValue,
  removeEntry,
} from '#core/syntax/editJson';
import { asArray, findProperty } from '#core/syntax/tree';

/**
 * Moves an endpoint to a library, one that the flow imports already or a new one beside it, for other flows to use. Whoever had it
 * from this file imports the library then, and the suppressions that concern it travel along.
 */
export const extractEndpoint: FindRefactorings = (selection, context) => {
  const { document, project } = context;
  const endpoint = [...document.flow.endpoints.values()].find(({ property }) => isWithin(selection, property.key));
  // A library has nothing to be taken out to.
  if (endpoint === undefined || !isRead(project) || document.flow.nodes.size === 0) return [];
  const [, ...imported] = withImports(document, project);
  if (!isReadWhole(document) || imported.some(({ flow }) => flow.endpoints.has(endpoint.name))) return [];
  const libraries = new Set(imported.filter((library) => library.flow.nodes.size === 0));
  const toLibraries = [...libraries].flatMap((library) => {
    const isOnlyOfItsName = [...libraries].every(
      (other) => other === library || shownFile(other) !== shownFile(library),
    );
    const called = isOnlyOfItsName ? shownFile(library) : context.importPath(document, library);
    return called === undefined ? [] : toLibrary(endpoint, library, escapeControls(called), context);
  });
  return [...toLibraries, ...toNewLibrary(endpoint, context)];
};

/** @param called what the person is told that the library is called */
function toLibrary(
  endpoint: Endpoint,
  library: FlowDocument,
  called: string,
  context: RefactoringContext,
): readonly Refactoring[] {
  const { document, project } = context;
  const { object } = endpointsOf(library);
  const value = takeEndpoint(endpoint, document, context);
  if (object === undefined || value === undefined || !isReadWhole(library)) return [];
  if (!sendsTheSame(endpoint, document, library, project)) return [];
  if (!keepsItsDescription(endpoint, document, library, context)) return [];
  const others = importersOf(library, project).filter((file) => file !== document);
  if (others.some((file) => wouldMeanAnother(file, endpoint, context))) return [];
  return refactoring('refactor.extract', `Move the endpoint ${quote(endpoint.name)} to ${called}`, [
    editsIn(library, [addProperties(library.text, object, [[endpoint.name, value]])]),
    editsIn(document, removal(endpoint, document, context) ?? [undefined]),
    ...usersOf(endpoint, context).map((user) => importInto(user, library, endpoint, context)),
  ]);
}

/** A file that imports the library as well may have another endpoint of that name, or miss one. */
function wouldMeanAnother(file: FlowDocument, { name }: Endpoint, { document, project }: RefactoringContext): boolean {
  const others = withImports(file, project).filter((other) => other !== document);
  if (others.some(({ flow }) => flow.endpoints.has(name))) return true;
  return namesEndpoint(file, name) && findEndpointNamed(file, name, project) === undefined;
}

function toNewLibrary(endpoint: Endpoint, context: RefactoringContext): readonly Refactoring[] {
  const { document, project } = context;
  const value = takeEndpoint(endpoint, document, context);
  const named = findNewLibrary(context);
  if (value === undefined || named === undefined) return [];
  const { file, name } = named;
  const path = context.importPath(document, file);
  const text = writeLibrary(name, endpoint.name, value, document);
  if (path === undefined || text === undefined) return [];
  return refactoring(
    'refactor.extract',
    `Extract the endpoint ${quote(endpoint.name)} to the new library ${shownFile(file)}`,
    [
      [createFile(file, text)],
      editsIn(document, withImport(endpoint, document, context, path)),
      ...usersOf(endpoint, context).map((user) => importInto(user, file, endpoint, context)),
    ],
  );

  function findNewLibrary({ newFile }: RefactoringContext) {
    const isFree = (one: string): boolean =>
      newFile(`${one}.flow.json`) !== undefined && project?.flowsNamed(one)?.length === 0;
    const free = findFreeName('endpoints', '-', isFree);
    const created = newFile(`${free}.flow.json`);
    return created && { file: created, name: free };
  }
}

/** In the style of the flow that it is taken out of. */
function writeLibrary(name: string, endpoint: string, value: NewValue, { text }: FlowDocument): string | undefined {
  const unit = indentUnit(text) ?? '  ';
  const entries = ['"version": 1', `"name": ${JSON.stringify(name)}`, '"endpoints": {}'];
  const eol = lineEndOf(text);
  const empty = `{${eol}${entries.map((entry) => unit + entry).join(`,${eol}`)}${eol}}${eol}`;
  const { object } = endpointsOf(readDocument('', empty));
  const edit = object && addProperties(empty, object, [[endpoint, value]]);
  return edit && applyEdits(empty, [edit]);
}

/** The files that have the endpoint from this one. */
function usersOf({ name }: Endpoint, { document, project }: RefactoringContext): readonly FlowDocument[] {
  return importersOf(document, project).filter((file) => usesEndpointOf(file, name, document, project));
}

/** Behind the imports it has: undefined where one of them would come first with an endpoint of that name. */
function importInto(
  user: FlowDocument,
  library: TextSource,
  { name }: Endpoint,
  { document, project, importPath }: RefactoringContext,
): readonly DocumentEdit[] | undefined {
  const others = withImports(user, project).filter((file) => file.uri !== document.uri);
  if (others.some(({ flow }) => flow.endpoints.has(name)) || !isReadWhole(user)) return undefined;
  if (others.some(({ uri }) => uri === library.uri)) return [];
  const list = asArray(findProperty(user.flow.object, 'imports')?.value);
  const path = importPath(user, library);
  return list && path !== undefined ? editsIn(user, [addItem(user.text, list, path)]) : undefined;
}

/** Without its last endpoint, a flow has no need of a place for them. */
function removal(endpoint: Endpoint, document: FlowDocument, context: RefactoringContext): readonly Edit[] | undefined {
  const { property, object } = endpointsOf(document);
  const { flow, text } = document;
  if (property === undefined || object === undefined || flow.object === undefined) return undefined;
  if (!goesWithItsLast(flow.object, 'endpoints', object)) return removeEndpoint(endpoint, document, context);
  return withoutUnused([removeEntry(text, flow.object, property)], endpoint, document, context);
}

/** Takes the endpoint out and imports the library: where nothing is imported yet, before the endpoints, or in their place. */
function withImport(endpoint: Endpoint, document: FlowDocument, context: RefactoringContext, path: string): Edits {
  const { flow, text } = document;
  const imports = findProperty(flow.object, 'imports');
  const { property, object } = endpointsOf(document);
  if (property === undefined || object === undefined || flow.object === undefined) return [undefined];
  if (imports === undefined && goesWithItsLast(flow.object, 'endpoints', object)) {
    const inTheirPlace = { span: property, newText: `"imports": [${JSON.stringify(path)}]` };
    return withoutUnused([inTheirPlace], endpoint, document, context);
  }
  const list = asArray(imports?.value);
  const added =
    imports === undefined
      ? addPropertyBefore(text, flow.object, property, ['imports', [path]])
      : list && addItem(text, list, path);
  return [added, ...(removal(endpoint, document, context) ?? [undefined])];
}

type Edits = readonly (Edit | undefined)[];
