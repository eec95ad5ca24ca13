import { findFieldValue } from '#core/request/fieldNames';
import type { RunResult, ShownResponse } from '#core/request/runResult';
import { formatBytes } from '#core/response/formatAmount';
import { formatXml } from '#core/response/formatXml';
import { isHtml, isJson, isXml, toMediaType } from '#core/response/mediaType';
import { formatJson } from '#core/syntax/formatJson';
import type { OpenResponseResult } from '../protocol';

/**
 * A response as a document: status line, fields, an empty line, content. The head is a comment of the content's own
 * language, so that the editor can colour, fold and search the content without calling the head an error.
 */
export function toResponseText({ response, failure, request }: RunResult): OpenResponseResult {
  if (response === null) {
    const text = `${request.method} ${request.url}\n\n${failure?.message ?? 'no answer'}\n`;
    return { text, language: 'plaintext' };
  }
  return toDocument(response, []);
}

/** The document of a response; `above` are lines that come before its status line. */
export function toDocument(response: ShownResponse, above: readonly string[]): OpenResponseResult {
  const language = languageOf(response);
  const head = toComment([...above, ...headOf(response)], language);
  return { text: `${head}\n${layOut(response.body, language)}\n`, language };
}

function layOut(body: string, language: string): string {
  if (language === 'jsonc') return formatJson(body);
  return language === 'xml' ? formatXml(body) : body;
}

/** `jsonc` and not `json`: it is JSON in which the head can be a comment. */
function languageOf({ headers, body, bodyEncoding, truncated }: ShownResponse): string {
  // Half a JSON text would be an error in Problems.
  if (bodyEncoding === 'base64' || truncated) return 'plaintext';
  const mediaType = toMediaType(findFieldValue(headers, 'content-type'));
  if (isJson(mediaType)) return 'jsonc';
  if (isXml(mediaType)) return 'xml';
  if (isHtml(mediaType)) return 'html';
  return mediaType.essence === '' && /^\s*[[{]/.test(body) ? 'jsonc' : 'plaintext';
}

function headOf({ status, reason, headers, bodyBytes, truncated, bodyEncoding }: ShownResponse): string[] {
  const lines = [`HTTP/1.1 ${status} ${reason}`.trim(), ...headers.map(([name, value]) => `${name}: ${value}`)];
  if (truncated) lines.push(`Only the beginning of ${formatBytes(bodyBytes)} is shown`);
  if (bodyEncoding === 'base64') lines.push(`${formatBytes(bodyBytes)} of binary content, as base64`);
  return lines;
}

function toComment(lines: readonly string[], language: string): string {
  if (language === 'jsonc') return `${lines.map((line) => `// ${line}`.trimEnd()).join('\n')}\n`;
  // A comment of XML and HTML ends at the first "--".
  if (language === 'xml' || language === 'html') return `<!--\n${lines.join('\n').replaceAll('--', '- -')}\n-->\n`;
  return `${lines.join('\n')}\n`;
}
