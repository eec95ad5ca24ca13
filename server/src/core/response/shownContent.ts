import { type Redactor, redacted } from '#core/request/redact';
import { toBase64 } from '#core/response/base64';
import { bytesOfText, textOfBytes } from '#core/response/bytewiseText';
import { decodeText } from '#core/response/decodeText';
import type { MediaType } from '#core/response/mediaType';

/** Content as it can be shown: text with the name of its encoding, or base64. */
export interface ShownContent {
  readonly text: string;
  readonly encoding: string;
}

export interface ShowOptions {
  readonly mediaType: MediaType;
  /** How many bytes are shown. */
  readonly limit: number;
  /** True where the bytes are not the whole content. */
  readonly isCut: boolean;
  readonly redactor: Pick<Redactor, 'text' | 'beginning' | 'longest'>;
}

/** How many bytes behind those that are shown are kept, so that most secrets that begin in the one and end in the other are known. */
export const margin = 256 * 1024;

/** Bytes, in any charset that a response may have. */
const longestCharacter = 4;

/**
 * Shows the beginning of a content without its secrets. What is no text by its media type or holds a NUL early on is shown
 * as base64. Neither a character nor a secret is cut in two.
 */
export function showContent(bytes: Uint8Array, { mediaType, limit, isCut, redactor }: ShowOptions): ShownContent {
  const isShownInPart = isCut || bytes.length > limit;
  const binary = isBinary(bytes, mediaType);
  const read = (length: number): string => {
    const part = bytes.subarray(0, length);
    return binary ? textOfBytes(part) : decodeText(part, mediaType, isCut || part.length < bytes.length).text;
  };
  const within = read(limit);
  const beyond = isShownInPart ? read(limit + Math.max(redactor.longest, longestCharacter)) : within;
  const shown = isShownInPart ? redactor.beginning(beyond, within.length) : redactor.text(within);
  if (!binary) return { text: shown, encoding: mediaType.parameters.get('charset')?.toLowerCase() ?? 'utf-8' };
  // What stands in the place of a secret is no byte, and must be ASCII to be read in a dump.
  const bytesShown = bytesOfText(shown.replaceAll(redacted, '*'.repeat(redacted.length)));
  return { text: toBase64(bytesShown), encoding: 'base64' };
}

const sample = 8192;

function isBinary(bytes: Uint8Array, { essence, parameters }: MediaType): boolean {
  if (parameters.has('charset') || hasUtf16Mark(bytes)) return false;
  if (/^(?:image|audio|video|font)\//.test(essence) && !essence.endsWith('+xml')) return true;
  return bytes.subarray(0, sample).includes(0);
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
