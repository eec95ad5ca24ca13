import { isJson, isXml, type MediaType } from '#core/response/mediaType';

export interface DecodedText {
  /** Without a byte order mark; bytes that the encoding does not know are U+FFFD. */
  readonly text: string;
  /** One sentence where the charset that was named is unknown. */
  readonly note: string | undefined;
}

/**
 * Turns the bytes of a text into characters. A byte order mark decides, then the `charset` parameter, then the
 * declaration of an XML document (RFC 7303 §3), then UTF-8, the only encoding of JSON (RFC 8259 §8.1).
 *
 * @param isPart true for the beginning of a text: a character that is not all there is left out
 */
export function decodeText(bytes: Uint8Array, mediaType: MediaType, isPart = false): DecodedText {
  const charset = findCharset(bytes, mediaType);
  const text = decode(bytes, charset, isPart);
  if (text !== undefined) return { text, note: undefined };
  return {
    text: new TextDecoder().decode(bytes, { stream: isPart }),
    note: `the charset "${charset}" is unknown, read as UTF-8`,
  };
}

/** The name of the charset by which a text is read, as it is written; it may be unknown. `bytes` is its beginning. */
export function findCharset(bytes: Uint8Array, mediaType: MediaType): string {
  return findMark(bytes) ?? mediaType.parameters.get('charset') ?? findDeclared(bytes, mediaType) ?? 'utf-8';
}

function findMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** An XML declaration is ASCII in every encoding that needs one, and stands at the very beginning (XML 1.0 §4.3.3). */
function findDeclared(bytes: Uint8Array, mediaType: MediaType): string | undefined {
  if (isJson(mediaType) || !(isXml(mediaType) || bytes[0] === 0x3c)) return undefined;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
  return /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
}

/** Undefined where the charset is none of the Encoding Standard, which is what `TextDecoder` knows. */
function decode(bytes: Uint8Array, charset: string, isPart: boolean): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes, { stream: isPart });
  } catch {
    return undefined;
  }
}
