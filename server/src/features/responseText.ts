import { findFieldValue } from '#core/request/fieldNames';
import { whatCame } from '#core/request/runLabel';
import type { RunResult, ShownResponse } from '#core/request/runResult';
import { fromBase64 } from '#core/response/base64';
import { formatBytes } from '#core/response/formatAmount';
import { toHexDump } from '#core/response/hexDump';
import { layOut, type TextFormat } from '#core/response/layOut';
import { isHtml, isJson, isXml, toMediaType } from '#core/response/mediaType';
import type { OpenResponseResult } from '../protocol';

/**
 * A response as a document: status line, fields, an empty line, content. The head is a comment of the content's own
 * language, so that the editor can colour, fold and search the content without calling the head an error.
 */
export function toResponseText(result: RunResult): OpenResponseResult {
  const { response, request } = result;
  if (response === null) {
    const text = `${request.method} ${request.url}\n\n${whatCame(result)}\n`;
    return { text, language: 'plaintext' };
  }
  return toDocument(response, []);
}

/** The document of a response; `above` are lines that come before its status line. */
export function toDocument(response: ShownResponse, above: readonly string[]): OpenResponseResult {
  const format = formatOf(response);
  const content = isBinary(response) ? toHexDump(fromBase64(response.body, dumped)) : layOut(response.body, format);
  const language = languageOf(response, format);
  return { text: `${toComment([...above, ...headOf(response)], language)}\n${content}\n`, language };
}

/** How many bytes of a binary content are shown: the kind of file is told by its first ones. */
const dumped = 4096;

function isBinary({ bodyEncoding }: ShownResponse): boolean {
  return bodyEncoding === 'base64';
}

function formatOf(response: ShownResponse): TextFormat {
  const { headers, body, truncated } = response;
  if (isBinary(response) || truncated) return 'plain';
  const mediaType = toMediaType(findFieldValue(headers, 'content-type'));
  if (isJson(mediaType)) return 'json';
  if (isXml(mediaType)) return 'xml';
  if (isHtml(mediaType)) return 'html';
  return mediaType.essence === '' && /^\s*[[{]/.test(body) ? 'json' : 'plain';
}

/** `jsonc` and not `json`: it is JSON in which the head can be a comment. */
function languageOf({ body }: ShownResponse, format: TextFormat): string {
  if (format === 'plain') return 'plaintext';
  if (format !== 'json') return format;
  return isForJsonServer(body) ? 'jsonc' : 'http-message';
}

/**
 * Whether VS Code's JSON server may look at it: it would put what is no JSON into Problems, a number that is hidden among others, and it
 * would fetch what an answer names as its `$schema`, when nobody has asked for anything to be sent.
 */
function isForJsonServer(body: string): boolean {
  try {
    return !Object.hasOwn(Object(JSON.parse(body)), '$schema');
  } catch {
    return false;
  }
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
  // A comment of XML and HTML has no "--" before its end; of three hyphens in a row, the second stands in two of them.
  if (language === 'xml' || language === 'html') return `<!--\n${lines.join('\n').replace(/-(?=-)/g, '- ')}\n-->\n`;
  return `${lines.join('\n')}\n`;
}
