import { redacted } from '#core/request/redact';
import { toBase64 } from '#core/response/base64';
import { decodeText } from '#core/response/decodeText';
import { fromLosslessText, toLosslessText } from '#core/response/losslessText';
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
  /** Hides the secrets in a text. */
  readonly hide: (text: string) => string;
}

/**
 * How many bytes are looked at behind those that are shown, so that a secret that begins in the one and ends in the other is
 * known as one: more than any form of a secret takes.
 */
export const margin = 256 * 1024;

/**
 * Shows the beginning of a content without its secrets. What is no text by its media type or holds a NUL early on is shown
 * as base64. Neither a character nor a secret is cut in two.
 */
export function showContent(bytes: Uint8Array, { mediaType, limit, isCut, hide }: ShowOptions): ShownContent {
  const binary = isBinary(bytes, mediaType);
  const read = (length: number, isPart: boolean): string => {
    const part = bytes.subarray(0, length);
    return binary ? toLosslessText(part) : decodeText(part, mediaType, isPart).text;
  };
  const longer = read(limit + margin, isCut || bytes.length > limit + margin);
  const hidden = hide(longer);
  const shown = bytes.length <= limit ? hidden : commonBeginning(hidden, hide(read(limit, true)));
  if (!binary) return { text: shown, encoding: mediaType.parameters.get('charset')?.toLowerCase() ?? 'utf-8' };
  // In bytes, what stands in the place of a secret is ASCII, as that can be read in a dump.
  const text = hidden === longer ? shown : shown.replaceAll(redacted, '*'.repeat(redacted.length));
  return { text: toBase64(fromLosslessText(text)), encoding: 'base64' };
}

/** Where a cut has parted a secret or a character, the shorter text goes on differently from the longer one. */
function commonBeginning(longer: string, shorter: string): string {
  if (longer.startsWith(shorter)) return shorter;
  let length = 0;
  while (length < shorter.length && longer[length] === shorter[length]) length++;
  return shorter.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
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
