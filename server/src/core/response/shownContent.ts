import { decodeText } from '#core/response/decodeText';
import type { MediaType } from '#core/response/mediaType';

/** Content as it can be shown: text with the name of its encoding, or base64. */
export interface ShownContent {
  readonly text: string;
  readonly encoding: string;
  readonly note: string | undefined;
}

/** What is no text by its media type and holds a NUL early on is shown as base64. */
export function showContent(bytes: Uint8Array, mediaType: MediaType): ShownContent {
  if (isBinary(bytes, mediaType)) return { text: toBase64(bytes), encoding: 'base64', note: undefined };
  const { text, note } = decodeText(bytes, mediaType);
  return { text, encoding: mediaType.parameters.get('charset')?.toLowerCase() ?? 'utf-8', note };
}

const sample = 8192;

function isBinary(bytes: Uint8Array, { essence, parameters }: MediaType): boolean {
  if (parameters.has('charset') || hasUtf16Mark(bytes)) return false;
  if (/^(?:image|audio|video|font)\//.test(essence) && !essence.endsWith('+xml')) return true;
  return bytes.subarray(0, sample).includes(0);
}

function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += sample)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + sample)));
  return btoa(pieces.join(''));
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
