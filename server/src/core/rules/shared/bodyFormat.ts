import type { ApiNode } from '#core/model/flow';
import { findBodyError } from '#core/request/findBodyError';
import { isJson, isXml, type MediaType } from '#core/response/mediaType';
import type { JsonNode } from '#core/syntax/tree';
import { parseTemplate } from '#core/template/parseTemplate';

type Body = NonNullable<ApiNode['api']['body']>;

/**
 * What a body is by its own looks. A text is sent as it is, anything else as JSON. Undefined where a text begins with what
 * is neither, or with a placeholder.
 */
export function bodyFormat(body: JsonNode): 'JSON' | 'XML' | undefined {
  if (body.kind !== 'string') return 'JSON';
  const [first] = parseTemplate(body.value);
  const begin = first?.kind === 'literal' ? first.text.trimStart().charAt(0) : '';
  if (begin === '<') return 'XML';
  return begin === '{' || begin === '[' ? 'JSON' : undefined;
}

/** Whether a body can be what a media type says; a JSON text may be the value of a form that has no name for it. */
export function fitsMediaType(body: Body, mediaType: MediaType): boolean {
  const format = bodyFormat(body);
  if (format === 'XML') return !isJson(mediaType);
  if (format !== 'JSON') return true;
  return !isXml(mediaType) && !(isForm(mediaType) && body.kind !== 'string');
}

function isForm({ essence }: MediaType): boolean {
  return essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data';
}

/** Whether a body is what a media type says, through and through. */
export function isMediaType(body: Body, mediaType: MediaType): boolean {
  if (!fitsMediaType(body, mediaType)) return false;
  return body.kind !== 'string' || findBodyError(body.value, mediaType) === undefined;
}

/** The `Content-Type` that a body most likely has; undefined for a text that nobody can tell the kind of. */
export function guessContentType(body: JsonNode): string | undefined {
  const format = bodyFormat(body);
  if (format !== undefined) return format === 'XML' ? 'application/xml' : 'application/json';
  const isForm = body.kind === 'string' && /^[^\s=&]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/.test(body.value);
  return isForm ? 'application/x-www-form-urlencoded' : undefined;
}
