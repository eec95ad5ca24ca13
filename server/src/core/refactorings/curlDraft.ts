import type { CurlRequest } from '#core/curl/readCurl';
import type { DraftBody, RequestDraft } from '#core/refactorings/requestDraft';
import { isCredentialField } from '#core/request/credentials';
import { findFieldValue } from '#core/request/fieldNames';
import { toMediaType } from '#core/response/mediaType';
import { parseJson } from '#core/syntax/parseJson';
import { placeholderNames } from '#core/template/fill';

/** The request of a curl command as an endpoint and a node, which are called after the last word of its path. */
export function toCurlDraft({ method, url, query, fields, content, timeout }: CurlRequest): RequestDraft {
  const name = nameOf(url);
  return {
    endpoint: name,
    node: `${method.toLowerCase()}-${name}`,
    method,
    url,
    headers: fields,
    query,
    body: content === undefined || content === '' ? undefined : toBody(content, findFieldValue(fields, 'content-type')),
    timeout,
    description: undefined,
    openapi: undefined,
    statuses: ['200'],
    variables: [],
    secrets: secretsIn(fields),
  };
}

/** Shell variables in fields to sign in with: whoever calls them something has not written their values into the command. */
function secretsIn(fields: CurlRequest['fields']): readonly string[] {
  const credentials = fields.filter(([name]) => isCredentialField(name));
  return credentials.flatMap(([, value]) => placeholderNames(value).environment);
}

/** JSON as a value, where the content says that it is some; a text in quotes would be sent without them. */
function toBody(content: string, contentType = ''): DraftBody {
  const { essence } = toMediaType(contentType);
  const { root, errors } = /[/+]json$/.test(essence) ? parseJson(content) : { root: undefined, errors: [] };
  const isValue = errors.length === 0 && (root?.kind === 'object' || root?.kind === 'array');
  return { kind: isValue ? 'json' : 'text', text: content };
}

/** `orders` for `https://api.example.com/v1/orders/4711`: ids, versions and placeholders tell nothing. */
function nameOf(url: string): string {
  const [, host = '', path = ''] = /^(?:https?:\/\/|\{\{)([^/?#]*)([^?#]*)/i.exec(url) ?? [];
  const words = path.split('/').flatMap((segment) => toName(segment) ?? []);
  return words.at(-1) ?? toName(host.replace(/:\d+$/, '').split('.').at(-2) ?? '') ?? 'endpoint';
}

function toName(segment: string): string | undefined {
  const name = segment
    .replace(/\.\w{1,5}$/, '')
    .replaceAll(/[^A-Za-z\d_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const isTelling = /[A-Za-z]{2}/.test(name) && !/^v\d+$/i.test(name) && !/\d{3}|[\da-f]{12}/i.test(name);
  return isTelling && name.length <= 40 && !/[[{]/.test(segment) ? name : undefined;
}
