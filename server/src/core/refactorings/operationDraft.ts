import { noEnvironmentFiles } from '#core/model/environment';
import type { ApiCredential, ApiDescription, ApiOperation, ApiParameter } from '#core/openApi/apiDescription';
import type { AddContext } from '#core/refactorings/addRequests';
import { findSameValue, nameFor } from '#core/refactorings/replaceLiteral';
import type { RequestDraft } from '#core/refactorings/requestDraft';
import { isDocumentedMethod } from '#core/request/methods';
import { documentedCodes } from '#core/rules/shared/apiOperation';
import { toSecretName } from '#core/rules/shared/moveSecret';

/** Operations as requests, and the environment values that their URLs begin with. */
export interface OperationDrafts {
  readonly drafts: readonly RequestDraft[];
  /** Those that no environment has yet, by name. */
  readonly environmentValues: ReadonlyMap<string, string>;
}

/** Whether a flow can call an operation: the platform sends some methods only. */
export function isCallable({ method }: ApiOperation): boolean {
  return isDocumentedMethod(method);
}

/**
 * Makes requests of operations. Where an API lives is an environment value, what to sign in with a secret, and what has to be given with
 * a request a session variable with the example of the description.
 *
 * @param file the path by which the flow names the description; undefined where it can't
 */
export function toOperationDrafts(
  operations: readonly ApiOperation[],
  description: ApiDescription,
  file: string | undefined,
  context: AddContext,
): OperationDrafts {
  const bases = createBases(description, context);
  const drafts = operations.map((operation) => toDraft(operation, description, file, bases.of));
  return { drafts, environmentValues: bases.values };
}

function toDraft(
  operation: ApiOperation,
  { title, server }: ApiDescription,
  file: string | undefined,
  baseOf: (server: string) => string,
): RequestDraft {
  const { key, method, path, summary, parameters, content, accept, credentials } = operation;
  const name = nameOf(operation);
  const required = parameters.filter(({ isRequired }) => isRequired);
  const secretOf = ({ scheme }: ApiCredential) => toSecretName(`${title} ${scheme}`);
  const inQuery = credentials.filter(({ place }) => place === 'query');
  return {
    endpoint: name,
    node: `call-${name}`,
    method,
    url:
      baseOf(operation.server ?? server) + path.replaceAll(/\{([^{}]+)\}/g, (_, parameter) => placeholder(parameter)),
    headers: [
      ...(accept === undefined ? [] : [['Accept', accept] as const]),
      ...(content === undefined ? [] : [['Content-Type', content.mediaType] as const]),
      ...required.filter(isOwnField).map((parameter) => [parameter.name, placeholder(parameter.name)] as const),
      ...credentials.flatMap((credential) => toField(credential, secretOf(credential))),
    ],
    query: [
      ...required
        .filter(({ place }) => place === 'query')
        .map((one) => ({ name: one.name, value: placeholder(one.name) })),
      ...inQuery.map((credential) => ({ name: credential.name, value: `{{${secretOf(credential)}}}` })),
    ],
    body: content && { kind: /[/+]json\b/.test(content.mediaType) ? 'json' : 'text', text: content.sample },
    timeout: undefined,
    description: summary,
    openapi: file === undefined ? undefined : { file, operation: key },
    statuses: documentedCodes(operation),
    variables: required
      .filter((parameter) => parameter.place !== 'header' || isOwnField(parameter))
      .map(({ name: called, description, example }) => ({ name: toVariable(called), description, example })),
    secrets: credentials.map(secretOf),
  };
}

/** `Accept`, `Content-Type` and `Authorization` are said elsewhere: as parameters they count for nothing (OpenAPI 3.1 §4.8.12). */
function isOwnField({ place, name }: ApiParameter): boolean {
  return place === 'header' && !/^(?:accept|content-type|authorization)$/i.test(name);
}

function toField({ place, name }: ApiCredential, secret: string): readonly (readonly [string, string])[] {
  if (place === 'query') return [];
  if (place === 'header') return [[name, `{{${secret}}}`]];
  return [['Authorization', `${place === 'basic' ? 'Basic' : 'Bearer'} {{${secret}}}`]];
}

function placeholder(parameter: string): string {
  return `[[${toVariable(parameter)}]]`;
}

/** Colons and brackets mean something in placeholders. */
function toVariable(parameter: string): string {
  return parameter.replaceAll(/[^\w.-]+/g, '_');
}

/** By its id, as clients of the API are made from it; else by its method and what its path says. */
function nameOf({ id, method, path }: ApiOperation): string {
  const wanted = id ?? `${method.toLowerCase()} ${path.replaceAll(/\{[^{}]*\}/g, '')}`;
  return wanted.replaceAll(/[^A-Za-z\d_]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'operation';
}

/** Each server as the placeholder of an environment value, of one that has it already where there is one. */
function createBases({ title }: ApiDescription, context: AddContext) {
  const { document, project } = context;
  const files = project?.environmentFiles(document.uri) ?? noEnvironmentFiles;
  const known = new Map<string, string>();
  const values = new Map<string, string>();
  const open = new Set<string>();
  const isSecret = (name: string): boolean => values.has(name) || open.has(name) || context.isSecret(name);
  const toBase = (server: string): string => {
    const [, origin] = /^(https?:\/\/[^/?#]+)/i.exec(server) ?? [];
    // Without a file there are no environments to keep a value in.
    if (origin !== undefined && project === undefined) return server;
    const same = origin === undefined ? undefined : findSameValue(server, files);
    const owner = title.replaceAll(/\bAPI\b/gi, '').trim() || 'described';
    const name = same ?? nameFor({ place: 'url', name: '', owner }, origin ?? 'https:', files, { project, isSecret });
    if (origin !== undefined && same === undefined) values.set(name, server);
    if (origin === undefined) open.add(name);
    return origin === undefined ? `{{${name}}}${server.replace(/^(?!\/|$)/, '/')}` : `{{${name}}}`;
  };
  const of = (server: string): string => {
    const base = known.get(server) ?? toBase(server);
    known.set(server, base);
    return base;
  };
  return { of, values };
}
