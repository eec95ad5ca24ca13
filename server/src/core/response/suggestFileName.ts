import { redacted } from '#core/request/redact';
import { toMediaType } from '#core/response/mediaType';

/** What is known of a content that is to be saved; all of it came from the network, and its secrets are hidden. */
export interface NamedContent {
  readonly targetUri: string;
  readonly contentType: string | undefined;
  readonly contentDisposition: string | undefined;
}

/** For people who get no better name. */
const fallback = 'response';

/** The most UTF-16 code units of a name: three bytes each is as much as file systems take. */
const longest = 80;

/**
 * A plain name for a file, never a path: the one that the server gives (RFC 6266), else the last segment of the URI, with
 * the extension of the media type. What a file system or a shell would take for more than a name is left out of it.
 */
export function suggestFileName({ targetUri, contentType, contentDisposition }: NamedContent): string {
  const given = toPlainName(readFileName(contentDisposition ?? ''));
  const extension = extensions.get(toMediaType(contentType).essence) ?? findBySuffix(contentType);
  if (given !== '') return /\.[^.]+$/.test(given) ? given : given + extension;
  const name = toPlainName(lastSegment(targetUri)) || fallback;
  const known = name
    .toLowerCase()
    .replace(/\.jpeg$/, '.jpg')
    .replace(/\.htm$/, '.html');
  return known.endsWith(extension) ? name : name + extension;
}

/** The `filename*` parameter (RFC 8187), else `filename`, of a `Content-Disposition` field; empty where it has none. */
function readFileName(field: string): string {
  const extended = /;\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^\s;]+)/i.exec(field);
  if (extended !== null) {
    const [, charset = '', encoded = ''] = extended;
    const decoded = decodePercent(encoded, charset);
    if (decoded !== undefined) return decoded;
  }
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(field) ?? [];
  return quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '';
}

function decodePercent(encoded: string, charset: string): string | undefined {
  try {
    if (charset.toLowerCase() === 'utf-8') return decodeURIComponent(encoded);
    return encoded.replaceAll(/%([\dA-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  } catch {
    return undefined;
  }
}

function lastSegment(targetUri: string): string {
  try {
    const segment = new URL(targetUri).pathname.split('/').findLast((part) => part !== '') ?? '';
    return decodePercent(segment, 'utf-8') ?? segment;
  } catch {
    return '';
  }
}

/** Names of devices, which Windows opens instead of a file, with any extension. */
const device = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/** Empty where nothing is left of it, or a secret was part of it. */
function toPlainName(written: string): string {
  if (written.includes(redacted)) return '';
  const base = written.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+/, '');
  const short = shorten(plain).replace(/[.\s]+$/, '');
  return device.test(short) ? `_${short}` : short;
}

/** The extension outlives the shortening. */
function shorten(name: string): string {
  if (name.length <= longest) return name;
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return name.slice(0, longest - extension.length).replace(/[\uD800-\uDBFF]$/, '') + extension;
}

const extensions: ReadonlyMap<string, string> = new Map([
  ['application/gzip', '.gz'],
  ['application/json', '.json'],
  ['application/pdf', '.pdf'],
  ['application/xhtml+xml', '.html'],
  ['application/xml', '.xml'],
  ['application/zip', '.zip'],
  ['image/gif', '.gif'],
  ['image/jpeg', '.jpg'],
  ['image/png', '.png'],
  ['image/svg+xml', '.svg'],
  ['image/webp', '.webp'],
  ['text/css', '.css'],
  ['text/csv', '.csv'],
  ['text/html', '.html'],
  ['text/json', '.json'],
  ['text/plain', '.txt'],
  ['text/xml', '.xml'],
]);

/** RFC 6839 §3: `application/problem+json` is JSON. */
function findBySuffix(contentType: string | undefined): string {
  const suffix = /\+(json|xml|zip)$/.exec(toMediaType(contentType).essence)?.[1];
  return suffix === undefined ? '' : `.${suffix}`;
}
