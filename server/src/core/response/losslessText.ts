/**
 * Bytes as a text from which they can be had again: UTF-8 where they are UTF-8, and each byte that is not as the lone
 * surrogate U+DC00 + byte, which no UTF-8 gives. So what is said of texts, where a secret stands in them above all, can be
 * said of any bytes.
 */
export function toLosslessText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text.includes('\uFFFD') ? decodeBytewise(bytes) : text;
}

/** Gives the bytes of a text of {@link toLosslessText}, which may have been changed. */
export function fromLosslessText(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const escaped = /([\uDC80-\uDCFF]+)/u;
  const parts = text.split(escaped).map((part) => (escaped.test(part) ? toBytes(part) : encoder.encode(part)));
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function toBytes(escapes: string): Uint8Array {
  return Uint8Array.from(escapes, (unit) => unit.charCodeAt(0) - 0xdc00);
}

/** As many characters go into one string at a time. */
const pieceLength = 8192;

function decodeBytewise(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let units: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) units.push(0xdc00 + (bytes[at] ?? 0));
    else pushCodePoint(units, bytes, at, length);
    at += Math.max(length, 1);
    if (units.length < pieceLength) continue;
    pieces.push(String.fromCharCode(...units));
    units = [];
  }
  return pieces.join('') + String.fromCharCode(...units);
}

/** The length of the well-formed sequence that begins there, 0 where none does (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  if (first < 0xe0) return 2;
  if (!isContinuation(third)) return 0;
  if (first < 0xf0) return 3;
  return isContinuation(fourth) ? 4 : 0;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function pushCodePoint(units: number[], bytes: Uint8Array, at: number, length: number): void {
  const first = bytes[at] ?? 0;
  let codePoint = length === 1 ? first : first & (0xff >> (length + 1));
  for (const byte of bytes.subarray(at + 1, at + length)) codePoint = (codePoint << 6) | (byte & 0x3f);
  if (codePoint > 0xffff) units.push(0xd7c0 + (codePoint >> 10), 0xdc00 + (codePoint & 0x3ff));
  else units.push(codePoint);
}
