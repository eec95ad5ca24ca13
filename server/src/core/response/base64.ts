import { bytesOfText } from '#core/response/bytewiseText';

const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** Writes bytes in base64 (RFC 4648 §4). `btoa` would take ten times as long, and a string of them first. */
export function toBase64(bytes: Uint8Array): string {
  const encoded = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(paddingCode);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const left = bytes.length - from;
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    encoded[to] = alphabet[group >> 18] ?? 0;
    encoded[to + 1] = alphabet[(group >> 12) & 63] ?? 0;
    if (left > 1) encoded[to + 2] = alphabet[(group >> 6) & 63] ?? 0;
    if (left > 2) encoded[to + 3] = alphabet[group & 63] ?? 0;
  }
  return new TextDecoder().decode(encoded);
}

const paddingCode = '='.charCodeAt(0);

/** Reads the first bytes that a text in base64 stands for, `length` at the most. */
export function fromBase64(text: string, length: number): Uint8Array {
  // Four characters are three bytes.
  const read = atob(text.slice(0, Math.ceil(length / 3) * 4));
  return bytesOfText(read.slice(0, length));
}
