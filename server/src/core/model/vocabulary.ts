import { definition, type Schema } from '#core/model/schema';
import { findShapeErrors } from '#core/model/shapeErrors';

/** The types of node that the format knows, as its schema lists them. */
export const nodeTypes: readonly string[] = (definition('node').allOf ?? []).flatMap(({ if: condition }) => {
  const type = condition?.properties?.type;
  return typeof type === 'object' && typeof type.const === 'string' ? [type.const] : [];
});

const knownNodeTypes = new Set(nodeTypes);

/** Whether the format knows the type; the platform has more of them. */
export function isKnownNodeType(type: string | undefined): boolean {
  return type !== undefined && knownNodeTypes.has(type);
}

const typesWithOwnResults = new Set(nodeTypes.filter((type) => hasOwnResults(definition(type))));

/** Whether nodes of a type have results of certain keys, as `yes` and `no`; elsewhere any text is a value that a result can be for. */
export function namesResults(type: string | undefined): boolean {
  return type !== undefined && typesWithOwnResults.has(type);
}

function hasOwnResults({ properties }: Schema): boolean {
  const results = properties?.results;
  return typeof results === 'object' && results.additionalProperties === false;
}

/** The four default responses, in the order of the platform's documentation. */
export const defaultResponses = ['other', 'error', 'timeout', 'max-connection'] as const;
export type DefaultResponse = (typeof defaultResponses)[number];

export function isDefaultResponse(key: string): key is DefaultResponse {
  return (defaultResponses as readonly string[]).includes(key);
}

/**
 * The default response that a key was meant to be: the same letters in another case, or one of the known near misses
 * (`max_connection`, `maxConnection`, `max-connections`, `time-out`). Undefined for a right spelling and for anything else.
 */
export function misspeltDefaultResponse(key: string): DefaultResponse | undefined {
  // Most keys are status codes.
  if (key.length < 'other'.length || isDefaultResponse(key)) return undefined;
  const letters = key.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (letters === 'maxconnection' || letters === 'maxconnections') return 'max-connection';
  return defaultResponses.find((name) => name === letters);
}

/** The element validation that takes the status code itself. */
export const httpResponseCode = 'HTTP_RESPONSE_CODE';

/** A status code as a key: three digits from 100 to 599 (RFC 9110 §15). */
export function isStatusCode(key: string): boolean {
  return /^[1-5]\d\d$/.test(key);
}

/** Whether a name is taken by programs that read the file, so that nothing in a flow may be called so. */
export function isReservedName(name: string): boolean {
  return definition('name').not?.enum?.includes(name) ?? false;
}

/** What the platform's own placeholders begin with, before a colon: its values and its functions. No endpoint is called so. */
export const platformPrefixes: readonly string[] = definition('endpointName').not?.enum?.map(String) ?? [];

/** What an endpoint has where it says nothing: milliseconds, and requests at once. */
export const endpointDefaults = { method: 'GET', timeout: 10_000, maxConnections: 10 } as const;

/** Whether a node may be called so. */
export function isNodeId(id: string): boolean {
  return isName(id, 'name');
}

/** Whether an endpoint may be called so: its name is the prefix of variables, too. */
export function isEndpointName(name: string): boolean {
  return isName(name, 'endpointName');
}

function isName(value: string, kind: 'name' | 'endpointName'): boolean {
  return findShapeErrors({ kind: 'string', offset: 0, length: 0, value }, definition(kind)).length === 0;
}
