import { decodeText } from '#core/response/decodeText';
import { isHtml, isJson, isXml, toMediaType } from '#core/response/mediaType';
import { parseXml } from '#core/response/parseXml';
import type { Tree } from '#core/response/tree';

/** The tree that a content holds, or one sentence that says why it has none. */
export type ReadContent = ({ readonly tree: Tree } | Unread) & {
  /** One sentence where something was assumed, such as the charset. */
  readonly note: string | undefined;
};

interface Unread {
  readonly reason: string;
  /** True for JSON or XML that is not well-formed; false for what is neither. */
  readonly isBroken: boolean;
}

/**
 * Reads the content of a response as JSON or XML: by its media type, else by its first character that is no space.
 * HTML is neither.
 *
 * @param contentType the value of the `Content-Type` field, as received
 */
export function readContent(bytes: Uint8Array, contentType: string | undefined): ReadContent {
  const mediaType = toMediaType(contentType);
  const { text, note } = decodeText(bytes, mediaType);
  if (text.trim() === '') return { reason: 'the answer is empty', isBroken: false, note };
  if (isHtml(mediaType)) return { ...html, note };
  if (isJson(mediaType)) return { ...parseJson(text), note };
  if (isXml(mediaType)) return { ...readXml(text), note };
  return { ...parseUnlabelled(text), note };
}

const html: Unread = { reason: 'the answer is HTML, not JSON or XML', isBroken: false };

function parseUnlabelled(text: string): { tree: Tree } | Unread {
  if (/^\s*<(?:!doctype\s+html|html)\b/i.test(text)) return html;
  if (/^\s*</.test(text)) return readXml(text);
  const parsed = parseJson(text);
  if ('tree' in parsed || /^\s*[[{]/.test(text)) return parsed;
  return { reason: 'the answer is neither JSON nor XML', isBroken: false };
}

function readXml(text: string): { tree: Tree } | Unread {
  return { isBroken: true, ...parseXml(text) };
}

function parseJson(text: string): { tree: Tree } | Unread {
  try {
    return { tree: JSON.parse(text) };
  } catch {
    return { reason: 'the answer is not well-formed JSON', isBroken: true };
  }
}
