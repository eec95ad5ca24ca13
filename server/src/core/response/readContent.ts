import { decodeText } from '#core/response/decodeText';
import { isHtml, isJson, isXml, toMediaType } from '#core/response/mediaType';
import { parseXml } from '#core/response/parseXml';
import type { Tree } from '#core/response/tree';

/** The tree that a content holds, or one sentence that says why it has none. */
export type ReadContent = ({ readonly tree: Tree } | { readonly reason: string }) & {
  /** One sentence where something was assumed, such as the charset. */
  readonly note: string | undefined;
};

/**
 * Reads the content of a response as JSON or XML: by its media type, else by its first character that is no space.
 * HTML is neither.
 *
 * @param contentType the value of the `Content-Type` field, as received
 */
export function readContent(bytes: Uint8Array, contentType: string | undefined): ReadContent {
  const mediaType = toMediaType(contentType);
  const { text, note } = decodeText(bytes, mediaType);
  if (text.trim() === '') return { reason: 'the answer is empty', note };
  if (isHtml(mediaType)) return { reason: 'the answer is HTML, not JSON or XML', note };
  if (isJson(mediaType)) return { ...parseJson(text), note };
  if (isXml(mediaType)) return { ...parseXml(text), note };
  return { ...parseUnlabelled(text), note };
}

function parseUnlabelled(text: string): { tree: Tree } | { reason: string } {
  if (/^\s*<(?:!doctype\s+html|html)\b/i.test(text)) return { reason: 'the answer is HTML, not JSON or XML' };
  if (/^\s*</.test(text)) return parseXml(text);
  const parsed = parseJson(text);
  if ('tree' in parsed || /^\s*[[{]/.test(text)) return parsed;
  return { reason: 'the answer is neither JSON nor XML' };
}

function parseJson(text: string): { tree: Tree } | { reason: string } {
  try {
    return { tree: JSON.parse(text) };
  } catch {
    return { reason: 'the answer is not well-formed JSON' };
  }
}
