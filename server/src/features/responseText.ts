import { findFieldValue } from '#core/request/fieldNames';
import type { RunResult, ShownResponse } from '#core/request/runResult';
import { fromBase64 } from '#core/response/base64';
import { formatBytes } from '#core/response/formatAmount';
import { toHexDump } from '#core/response/hexDump';
import { layOut } from '#core/response/layOut';
import { isHtml, isJson, isXml, toMediaType } from '#core/response/mediaType';
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
  const content = isBinary(response) ? toHexDump(fromBase64(response.body, dumped)) : layOut(response.body, language);
  return { text: `${toComment([...above, ...headOf(response)], language)}\n${content}\n`, language };
}

/** How many bytes of a binary content are shown: the kind of file is told by its first ones. */
const dumped = 4096;

function isBinary({ bodyEncoding }: ShownResponse): boolean {
  return bodyEncoding === 'base64';
}

/** `jsonc` and not `json`: it is JSON in which the head can be a comment. */
function languageOf(response: ShownResponse): string {
  const { headers, body, truncated } = response;
  // Half a JSON text would be an error in Problems.
  if (isBinary(response) || truncated) return 'plaintext';
  const mediaType = toMediaType(findFieldValue(headers, 'content-type'));
  if (isJson(mediaType)) return 'jsonc';
  if (isXml(mediaType)) return 'xml';
  if (isHtml(mediaType)) return 'html';
  return mediaType.essence === '' && /^\s*[[{]/.test(body) ? 'jsonc' : 'plaintext';
}

function headOf(response: ShownResponse): string[] {
  const { status, reason, headers } = response;
  return [
    `HTTP/1.1 ${status} ${reason}`.trim(),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...describeExtent(response),
  ];
}

/** How much of the content is shown, where that is not all of it, and how to get the rest. */
function describeExtent(response: ShownResponse): readonly string[] {
  const { bodyBytes, truncated } = response;
  const received = formatBytes(bodyBytes);
  if (isBinary(response) && (truncated || bodyBytes > dumped))
    return [`Binary, ${received} received, its beginning shown: Save Response Body writes all that was kept`];
  if (isBinary(response)) return [`Binary, ${received}`];
  return truncated ? [`${received} received, the beginning shown: Save Response Body writes all that was kept`] : [];
}

function toComment(lines: readonly string[], language: string): string {
  if (language === 'jsonc') return `${lines.map((line) => `// ${line}`.trimEnd()).join('\n')}\n`;
  // A comment of XML and HTML ends at the first "--".
  if (language === 'xml' || language === 'html') return `<!--\n${lines.join('\n').replaceAll('--', '- -')}\n-->\n`;
  return `${lines.join('\n')}\n`;
}
