import type { Field, Request } from '#core/request/exchange';
import { findFieldValue } from '#core/request/fieldNames';
import type { Redactor } from '#core/request/redact';
import { toBytesWord, toPrintf, toShellWord } from '#core/request/shellWord';
import { bytesOfText } from '#core/response/bytewiseText';

/**
 * A request as a command for a POSIX shell that makes curl send the same: method, target, fields in their order, and content. What
 * curl would add by itself and the request does not have, `Accept` and `Content-Type`, is taken out; `Host`, `User-Agent` and
 * `Accept-Encoding` are each client's own. What has no value yet stays as it is written. Redacted before it is quoted, so that no quoting can
 * hide a secret from the redactor. Several lines, without a line break at the end.
 */
export function toCurl({ method, targetUri, fields, content = '' }: Request, redactor: Redactor): string {
  const sendsContent = content !== '' || expectingContent.has(method);
  const shownContent = redactor.text(content);
  const isPiped = !fitsArgument(shownContent);
  // A run undoes content codings, whoever has asked for them.
  const start = ['curl', '--globoff', '--compressed', ...methodOptions(method, sendsContent)];
  const lines = [
    [...start, ...urlArguments(redactor.text(targetUri))].join(' '),
    ...redactor.fields(fields).map(toHeaderOption),
    ...ownFields(sendsContent, isPiped)
      .filter((name) => findFieldValue(fields, name.toLowerCase()) === undefined)
      .map((name) => `--header '${name}:'`),
    ...(sendsContent ? [isPiped ? '--data-binary @-' : `--data-raw ${toShellWord(shownContent)}`] : []),
    ...(sendsContent && method === 'HEAD' ? headOptions : []),
  ];
  const piped = isPiped ? `${toPrintf(new TextEncoder().encode(shownContent))} | ` : '';
  return piped + lines.join(' \\\n  ');
}

/** Methods whose requests say by `Content-Length: 0` that they have no content (RFC 9110 §8.6). */
const expectingContent: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'PROPFIND', 'PROPPATCH', 'QUERY']);

/** Bytes: Linux takes no argument of 128 KiB or more (`MAX_ARG_STRLEN`). */
const longestArgument = 128 * 1024 - 1;

/** Whether a content can be given as an argument. Of a NUL, curl would only see what stands before it. */
function fitsArgument(content: string): boolean {
  return !content.includes('\0') && new TextEncoder().encode(content).length <= longestArgument;
}

/** Nothing where curl would choose the method itself. */
function methodOptions(method: string, sendsContent: boolean): readonly string[] {
  if (method === (sendsContent ? 'POST' : 'GET')) return [];
  if (method === 'HEAD' && !sendsContent) return ['--head'];
  return ['--request', /^\w[\w-]*$/.test(method) ? method : toShellWord(method)];
}

/** A URL that has no value for its beginning may look like an option. */
function urlArguments(url: string): readonly string[] {
  return url.startsWith('-') ? ['--url', toShellWord(url)] : [toShellWord(url)];
}

/** What curl sends where nobody takes it out: the last one with long contents only, which are piped. */
function ownFields(sendsContent: boolean, isPiped: boolean): readonly string[] {
  return ['Accept', ...(sendsContent ? ['Content-Type'] : []), ...(isPiped ? ['Expect'] : [])];
}

/**
 * `--head` takes no content, and with `--request HEAD` curl waits for the content that the answer announces and never has (RFC 9110
 * §9.3.2). The connection's end is then the answer's.
 */
const headOptions = ["--header 'Connection: close'", '--ignore-content-length'];

/** An empty value is written with a semicolon: with a colon, it would take the field out. */
function toHeaderOption([name, value]: Field): string {
  const header = value === '' ? `${name};` : `${name}: ${value}`;
  return `--header ${differsInLatin1(header) ? toBytesWord(bytesOfText(header)) : toShellWord(header)}`;
}

/** Fields go over the wire in ISO 8859-1 (RFC 9110 §5.5), a shell's text in UTF-8: they differ from U+0080 on. */
function differsInLatin1(text: string): boolean {
  return /[\u0080-\u00FF]/.test(text) && !/[^\0-\u00FF]/.test(text);
}
