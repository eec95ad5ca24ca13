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
  const bytes = new Uint8Array(3 * text.length);
  const encoder = new TextEncoder();
  let size = 0;
  let start = 0;
  const encodeUpTo = (end: number): void => {
    if (end > start) size += encoder.encodeInto(text.slice(start, end), bytes.subarray(size)).written;
  };
  for (let at = 0; at < text.length; at++) {
    if (!isEscape(text, at)) continue;
    encodeUpTo(at);
    bytes[size++] = text.charCodeAt(at) - 0xdc00;
    start = at + 1;
  }
  encodeUpTo(text.length);
  return bytes.subarray(0, size);
}

/** Behind a high surrogate, the same unit is half of a character. */
function isEscape(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xdc80 || unit > 0xdcff) return false;
  const before = text.charCodeAt(at - 1);
  return !(before >= 0xd800 && before <= 0xdbff);
}

function decodeBytewise(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceLength(bytes, at);
    if (size === 0) units[length++] = 0xdc00 + (bytes[at] ?? 0);
    else length += putCodePoint(units, length, readCodePoint(bytes, at, size));
    at += size || 1;
  }
  return toText(units.subarray(0, length));
}

/** The length of the well-formed sequence that begins there, 0 where none does (The Unicode Standard, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  if (first < 0xe0) return 2;
  if (!isContinuation(bytes[at + 2])) return 0;
  if (first < 0xf0) return 3;
  return isContinuation(bytes[at + 3]) ? 4 : 0;
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

function readCodePoint(bytes: Uint8Array, at: number, size: number): number {
  const first = bytes[at] ?? 0;
  let codePoint = size === 1 ? first : first & (0xff >> (size + 1));
  for (let next = at + 1; next < at + size; next++) codePoint = (codePoint << 6) | ((bytes[next] ?? 0) & 0x3f);
  return codePoint;
}

/** Gives how many code units it took. */
function putCodePoint(units: Uint16Array, at: number, codePoint: number): number {
  if (codePoint <= 0xffff) {
    units[at] = codePoint;
    return 1;
  }
  units[at] = 0xd7c0 + (codePoint >> 10);
  units[at + 1] = 0xdc00 + (codePoint & 0x3ff);
  return 2;
}

/** `TextDecoder` would put U+FFFD for lone surrogates; as many units at a time as a call may have arguments. */
function toText(units: Uint16Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += 8192)
    pieces.push(Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + 8192)));
  return pieces.join('');
}
