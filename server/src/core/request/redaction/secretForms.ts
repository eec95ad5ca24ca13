import { toBase64 } from '#core/response/base64';
import { bytesOfText, textOfBytes } from '#core/response/bytewiseText';

/** UTF-16 code units. Shorter values would be found everywhere; whoever gives or stores one is told. */
export const shortestSecret = 4;

/** Whether a value is long enough to be searched for. */
export function isSearchable(secret: string): boolean {
  return secret.length >= shortestSecret;
}

/**
 * The bytes to search for in the readings of a text: what is left of a secret once escapes are undone, and what base64 makes of it,
 * as of two of these, one within the other, only the outer one is undone.
 */
export function toForms(secret: string): readonly Uint8Array[] {
  const spellings = new Set([secret, secret.trim(), secret.replaceAll(/\r\n?/g, '\n')].filter(isSearchable));
  const changed = [inUrl(secret), ...inHost(secret), ...[...spellings].flatMap(inWrongCharset)].filter(isSearchable);
  const digits = [...spellings].flatMap((spelling) => inBase64(toUtf8(spelling)));
  return [...[...new Set([...spellings, ...changed, ...digits])].map(toUtf8), ...inOtherCharsets(secret)];
}

/** How many UTF-16 code units of a text a form of the secret takes at most. */
export function longestForm(secret: string): number {
  return toUtf8(secret).length * charactersOfEscape ** 2;
}

/** Of one byte, as in `\u0041`; and each of these may be escaped again. */
const charactersOfEscape = 6;

/** A URL has no line breaks and tabs, and takes a backslash for a slash (URL Standard §4.4). */
function inUrl(secret: string): string {
  return secret
    .trim()
    .replaceAll(/[\t\r\n]/g, '')
    .replaceAll('\\', '/');
}

/** As a name of a host, a field or a parameter: in lower case; a host in ASCII, too. */
function inHost(secret: string): readonly string[] {
  const trimmed = secret.trim();
  const url = `http://${trimmed}/`;
  const isHost = !/[/?#@:\\]/.test(trimmed) && URL.canParse(url);
  return [trimmed.toLowerCase(), ...(isHost ? [new URL(url).hostname] : [])];
}

/** UTF-8 that was read as something else; Latin-1 that was read as UTF-8, as far as there is a secret left. */
function inWrongCharset(text: string): readonly string[] {
  const utf8 = toUtf8(text);
  if (utf8.length === text.length) return [];
  const asWindows1252 = new TextDecoder('windows-1252').decode(utf8);
  const lossy = isLatin1(text) ? new TextDecoder().decode(bytesOfText(text)) : '';
  return [textOfBytes(utf8), asWindows1252, ...(isSearchable(lossy.replaceAll('\uFFFD', '')) ? [lossy] : [])];
}

/** The bytes of other charsets, where a text tells bytes: `%E9`, or binary content in base64. */
function inOtherCharsets(secret: string): readonly Uint8Array[] {
  const bigEndian = new Uint8Array(2 * secret.length);
  const littleEndian = new Uint8Array(2 * secret.length);
  for (let at = 0; at < secret.length; at++) {
    const unit = secret.charCodeAt(at);
    bigEndian.set([unit >> 8, unit & 0xff], 2 * at);
    littleEndian.set([unit & 0xff, unit >> 8], 2 * at);
  }
  return [bigEndian, littleEndian, ...(isLatin1(secret) ? [bytesOfText(secret)] : [])];
}

/**
 * What base64 and base64url make of bytes that stand anywhere in a longer text: at each of the three alignments, the digits that
 * the neighbours have no part in.
 */
function inBase64(bytes: Uint8Array): readonly string[] {
  const forms = [0, 1, 2].map((shift) => {
    const padded = new Uint8Array(shift + bytes.length);
    padded.set(bytes, shift);
    return toBase64(padded).slice(Math.ceil((8 * shift) / 6), Math.floor((8 * padded.length) / 6));
  });
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

function toUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function isLatin1(text: string): boolean {
  return /^[\0-\xff]*$/.test(text);
}
