import { formatXml } from '#core/response/formatXml';
import { formatJson } from '#core/syntax/formatJson';

/** Longer texts, in UTF-16 code units, are not made for reading: deep levels make many times of what came. */
const longest = 8 * 1024 ** 2;

/** What a text is, as far as it matters for reading it. */
export type TextFormat = 'json' | 'xml' | 'html' | 'plain';

/** Lays a content out for reading; what would become too long stays as it is. */
export function layOut(text: string, format: TextFormat): string {
  if (format === 'json') return jsonIndentation(text) > longest ? text : formatJson(text);
  if (format === 'xml') return xmlIndentation(text) > longest ? text : formatXml(text);
  return text;
}

/** What lines and their indentation, two spaces a level, add to a JSON text at the most. */
function jsonIndentation(text: string): number {
  let total = 0;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isString && character === '\\') at++;
    else if (character === '"') isString = !isString;
    else if (!isString && character !== undefined && '[]{},'.includes(character)) {
      if (character === '[' || character === '{') depth++;
      else if (character !== ',' && depth > 0) depth--;
      total += 1 + 2 * depth;
    }
  }
  return total;
}

/** The same for XML, a line a tag. */
function xmlIndentation(text: string): number {
  let total = 0;
  let depth = 0;
  let close = -1;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    // One that lies ahead, or is known to be missing, is not searched for again: a text may be nothing but "<".
    if (close < at) close = indexOfOrEnd(text, '>', at);
    const isEnd = text[at + 1] === '/';
    if (isEnd && depth > 0) depth--;
    total += 1 + 2 * depth;
    if (!isEnd && /[^!?]/.test(text[at + 1] ?? '') && text[close - 1] !== '/') depth++;
  }
  return total;
}

function indexOfOrEnd(text: string, searched: string, from: number): number {
  const at = text.indexOf(searched, from);
  return at === -1 ? text.length : at;
}
