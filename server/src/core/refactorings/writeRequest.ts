import type { Flow } from '#core/model/flow';
import { defaultResponses, endpointDefaults, httpResponseCode } from '#core/model/vocabulary';
import type { Entry } from '#core/refactorings/flowParts';
import type { DraftBody, RequestDraft } from '#core/refactorings/requestDraft';
import type { StartingTargets } from '#core/refactorings/startingTargets';
import { type NewValue, takeAsWritten } from '#core/syntax/editJson';
import { formatJson } from '#core/syntax/formatJson';
import { parseJson } from '#core/syntax/parseJson';

/** An endpoint, its keys in the order of the format's description. */
export function writeEndpoint({ url, method, headers, timeout, description, openapi }: RequestDraft): NewValue {
  return withoutGaps({
    description,
    url,
    method: method === endpointDefaults.method ? undefined : method,
    headers: headers.length === 0 ? undefined : writeHeaders(headers),
    elementValidation: httpResponseCode,
    timeout,
    openapi,
  });
}

/** A repeated field has its values in a list; names compare without case (RFC 9110 §5.1). */
function writeHeaders(headers: RequestDraft['headers']): NewValue {
  const byName = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const field = byName.get(name.toLowerCase()) ?? { name, values: [] };
    field.values.push(value);
    byName.set(name.toLowerCase(), field);
  }
  return Object.fromEntries(
    [...byName.values()].map(({ name, values }) => [name, values[1] ? values : (values[0] ?? '')]),
  );
}

/** The node that calls an endpoint, all its branches led somewhere. */
export function writeNode(
  { query, body, statuses }: RequestDraft,
  endpoint: string,
  { success, otherwise }: StartingTargets,
): NewValue {
  const others = statuses.filter((status) => status !== '200');
  return withoutGaps({
    type: 'api-integration',
    endpoint,
    query: query.length === 0 ? undefined : query.map(({ name, value }) => ({ name, value })),
    body: body && writeBody(body),
    results: Object.fromEntries([
      ['200', success],
      ...others.map((status) => [status, status.startsWith('2') ? success : otherwise]),
    ]),
    responses: Object.fromEntries(defaultResponses.map((name) => [name, otherwise])),
  });
}

/** UTF-16 code units of JSON that is kept on the line it is written on. */
const longestLine = 80;

function writeBody({ kind, text }: DraftBody): NewValue {
  if (kind === 'text') return text;
  if (text.length <= longestLine && JSON.stringify(JSON.parse(text)) === text) return JSON.parse(text);
  const laidOut = text.length > longestLine && !/[\r\n]/.test(text) ? formatJson(text) : text.trim();
  const { root } = parseJson(laidOut);
  return root === undefined ? text : takeAsWritten(laidOut, root);
}

/** The request as an endpoint alone can say it: its query stands in its URL. */
export function withoutNode(draft: RequestDraft): RequestDraft {
  const query = draft.query.map(({ name, value }) => `${encodeQuery(name)}=${encodeQuery(value)}`).join('&');
  if (query === '') return draft;
  return { ...draft, url: `${draft.url}${draft.url.includes('?') ? '&' : '?'}${query}`, query: [] };
}

/** Braces and brackets stay as they are: placeholders are written in them. */
function encodeQuery(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /%(?:7B|7D|5B|5D)/g,
    decodeURIComponent,
  );
}

/** Session variables that come from outside, as far as nothing in the flow sets or declares them. */
export function writeVariables(drafts: readonly RequestDraft[], flow: Flow): readonly Entry[] {
  const known = new Set([
    ...flow.variables.map(({ name }) => name),
    ...[...flow.nodes.values()].flatMap(({ variable }) => variable?.value ?? []),
  ]);
  const entries = new Map<string, NewValue>();
  for (const { name, description, example } of drafts.flatMap(({ variables }) => variables)) {
    if (!known.has(name) && !entries.has(name)) entries.set(name, withoutGaps({ description, example }));
  }
  return [...entries];
}

function withoutGaps(entries: Readonly<Record<string, NewValue | undefined>>): NewValue {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
