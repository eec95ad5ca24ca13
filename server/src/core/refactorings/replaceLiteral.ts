import { apiCallersOf } from '#core/model/callers';
import { type EnvironmentFiles, environmentFileName, environmentNames } from '#core/model/environment';
import { findFreeName } from '#core/model/freeName';
import { findField } from '#core/model/headers';
import { findEndpointNamed, isRead, type Project } from '#core/model/project';
import { mentionsNamed, namesIn } from '#core/names/occurrences';
import { findLiteralPlace, type LiteralPlace } from '#core/refactorings/literalPlace';
import {
  type FindRefactorings,
  type Refactoring,
  type RefactoringContext,
  refactoring,
} from '#core/refactorings/refactoring';
import { suggestValueName } from '#core/refactorings/valueName';
import { isCredentialField } from '#core/request/credentials';
import { findByShape, findInField, findInUrl, isLiteralParameter } from '#core/request/literalCredentials';
import { editsIn } from '#core/rules/rule';
import { addEnvironmentValue } from '#core/rules/shared/addEnvironmentValue';
import { moveSecret } from '#core/rules/shared/moveSecret';
import { endOf, type Span } from '#core/syntax/span';
import { partOfString, spansInString } from '#core/syntax/spansInString';
import { parseTemplate } from '#core/template/parseTemplate';

/**
 * Puts what is selected of a text into the environment files, under a name that tells what it is, and a placeholder in its place. Of
 * a URL where nothing is selected, that is what stands before its path. A credential goes to the private file, or nowhere.
 */
export const replaceLiteral: FindRefactorings = (selection, context) => {
  const { document, project } = context;
  const found = findLiteralPlace(selection, document);
  const part = found && findPart(selection, found, document.text);
  if (!isRead(project) || found === undefined || part === undefined) return [];
  const secret = findSecret(found, part);
  return secret === undefined ? replaceValue(found, part, context, project) : replaceSecret(found, secret, context);
};

/** Undefined where there is nothing but white space, or where a placeholder is among it: values are not read for more of them. */
function findPart(selection: Span, { string, place }: LiteralPlace, text: string): Span | undefined {
  const base = place === 'url' ? /^\s*https?:\/\/[^/?#\s]+/i.exec(string.value)?.[0].length : string.value.length;
  const part =
    selection.length > 0
      ? partOfString(text, string, selection)
      : base === undefined
        ? undefined
        : { offset: 0, length: base };
  if (part === undefined || textOf(string, part).trim() === '') return undefined;
  const isFree = parseTemplate(string.value).every(
    (other) => other.kind === 'literal' || endOf(other) <= part.offset || other.offset >= endOf(part),
  );
  return isFree ? part : undefined;
}

function textOf({ value }: LiteralPlace['string'], { offset, length }: Span): string {
  return value.slice(offset, offset + length);
}

/** A credential with what it is called there, where more than its place tells that. */
type Credential = Span & { readonly name?: string | undefined };

/** The credential that a part is, or holds; in a field that carries credentials, whatever is selected is taken for one. */
function findSecret({ string: { value }, place, name }: LiteralPlace, part: Span): Credential | undefined {
  let text = value;
  for (let found = findFirst(text); found !== undefined; found = findFirst(text)) {
    if (found.offset < endOf(part) && part.offset < endOf(found)) return found;
    // A text may hold several: what is known already gives way to the next.
    const rest = text.slice(0, found.offset) + 'x'.repeat(found.length) + text.slice(endOf(found));
    if (rest === text) break;
    text = rest;
  }
  return place === 'header' && isCredentialField(name) ? part : undefined;

  function findFirst(text: string): Credential | undefined {
    if (place === 'header') return findInField(name, text) ?? findByShape(text);
    if (place === 'url') return findInUrl(text) ?? findByShape(text);
    return isLiteralParameter(name, text) ? { offset: 0, length: text.length } : findByShape(text);
  }
}

/** Not where the node and its endpoint both have the field: with the value of one alone, the two would differ. */
function replaceSecret(
  place: LiteralPlace,
  credential: Credential,
  context: RefactoringContext,
): readonly Refactoring[] {
  const { string, owner, name } = place;
  if (place.place === 'header' && isOnOtherSide(place, context)) return [];
  const [span = string] = spansInString(context.document.text, string, [credential]);
  const wanted = `${owner}_${credential.name ?? name.replace(/^x-/i, '')}`;
  return moveSecret({ string, credential, span, wanted }, context).map(({ title, edits }) => ({
    title,
    kind: 'refactor.extract',
    edits,
  }));
}

function isOnOtherSide({ owner, name, node }: LiteralPlace, { document, project }: RefactoringContext): boolean {
  const found = findEndpointNamed(document, owner, project);
  if (found === undefined) return false;
  if (node !== undefined) return findField(found.endpoint.headers, name) !== undefined;
  return apiCallersOf(found, project).some((caller) => findField(caller.node.api.headers, name) !== undefined);
}

function replaceValue(
  place: LiteralPlace,
  part: Span,
  context: RefactoringContext,
  project: Project,
): readonly Refactoring[] {
  const { document } = context;
  const file = project.sideFile('environment', document.uri);
  if (file === undefined) return [];
  const { string } = place;
  const value = textOf(string, part);
  const files = project.environmentFiles(document.uri);
  const same = findSameValue(value, files);
  const name = same ?? nameFor(place, value, files, context);
  const newText = `{{${name}}}`;
  if (!isReadAsWritten(string.value, part, newText)) return [];
  const [span = string] = spansInString(document.text, string, [part]);
  const names = environmentNames(files);
  return refactoring(
    'refactor.extract',
    `Replace with ${newText}${same === undefined ? ` of ${environmentFileName}` : ''}`,
    [
      editsIn(document, [{ span, newText }]),
      same === undefined ? addEnvironmentValue(file, names.length > 0 ? names : ['dev'], name, value) : [],
    ],
  );
}

/** The name that has the value already, in every environment. */
export function findSameValue(value: string, files: EnvironmentFiles): string | undefined {
  const [first, ...others] = environmentNames(files).map((name) => files.committed.get(name));
  const names = [...(first?.keys() ?? [])].filter((name) => first?.get(name) === value);
  return names.find(
    (name) =>
      others.every((values) => values?.get(name) === value) &&
      ![...files.private.values()].some((values) => values.has(name)),
  );
}

/** One that no environment has, and that no flow waits for. */
export function nameFor(
  place: Pick<LiteralPlace, 'place' | 'name' | 'owner'>,
  value: string,
  files: EnvironmentFiles,
  context: Pick<RefactoringContext, 'project' | 'isSecret'>,
): string {
  const { project, isSecret } = context;
  const users = namesIn(project?.flows() ?? []);
  const isFree = (name: string): boolean =>
    ![...files.committed.values(), ...files.private.values()].some((values) => values.has(name)) &&
    !isSecret(name) &&
    !(users.get(name) ?? []).some((file) => mentionsNamed(file, name).some(({ kind }) => kind === 'value'));
  return findFreeName(suggestValueName(place, value), '_', isFree);
}

/** What stands around a placeholder may make another of it, or none. */
function isReadAsWritten(value: string, part: Span, placeholder: string): boolean {
  const after = parseTemplate(value.slice(0, part.offset) + placeholder + value.slice(endOf(part)));
  const count = (parts: ReturnType<typeof parseTemplate>) => parts.filter(({ kind }) => kind !== 'literal').length;
  const isThere = after.some(({ kind, offset }) => kind === 'environment' && offset === part.offset);
  return isThere && count(after) === count(parseTemplate(value)) + 1;
}
