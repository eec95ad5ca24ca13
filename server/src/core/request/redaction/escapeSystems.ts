import { namedCharacters } from '#core/request/redaction/characterReferences';
import { base64Digits, hexDigits } from '#core/request/redaction/digits';
import type { Escape, EscapeSystem } from '#core/request/redaction/escapes';

/** Percent-encoding (RFC 3986 §2.1), and `%u20AC` of the old `escape` function. */
const percent: EscapeSystem = {
  lead: toByte('%'),
  read(bytes, at) {
    if (bytes[at + 1] === toByte('u')) return toCharacter(6, readHex(bytes, at + 2, 4));
    return toSingleByte(3, readHex(bytes, at + 1, 2));
  },
};

/** The escapes of strings in JSON (RFC 8259 §7), JavaScript and languages like it: `\"`, `\n`, `\u00e9`, `\u{1F600}`, `\xe9`, `\303`. */
const backslash: EscapeSystem = {
  lead: toByte('\\'),
  read(bytes, at) {
    const next = bytes[at + 1] ?? 0;
    if (next === toByte('u') && bytes[at + 2] === toByte('{')) return readBraced(bytes, at);
    if (next === toByte('u')) return toCharacter(6, readHex(bytes, at + 2, 4));
    if (next === toByte('x')) return toSingleByte(4, readHex(bytes, at + 2, 2));
    const simple = afterBackslash[next] as number;
    return toSingleByte(4, readOctal(bytes, at + 1)) ?? toSingleByte(2, simple < 0 ? undefined : simple);
  },
};

/** References to characters in XML and HTML: `&amp;`, `&#39;`, `&#x27;`. */
const reference: EscapeSystem = {
  lead: toByte('&'),
  read(bytes, at) {
    const isNumber = bytes[at + 1] === toByte('#');
    const start = at + (isNumber ? 2 : 1);
    let end = start;
    while (end - start < longestReference && isWordCharacter(bytes[end] ?? 0)) end++;
    if (bytes[end] !== toByte(';')) return undefined;
    const text = String.fromCharCode(...bytes.subarray(start, end));
    return toCharacter(end + 1 - at, isNumber ? readNumber(text) : namedCharacters.get(text));
  },
};

export const escapeSystems: readonly EscapeSystem[] = [percent, backslash, reference];

/** Line breaks within base64, as MIME and PEM break its lines after 76 and 64 digits (RFC 2045 §6.8, RFC 7468 §2). */
export const lineBreaks: readonly EscapeSystem[] = ['\n', '\r\n'].map((lineBreak) => ({
  lead: toByte(lineBreak),
  read(bytes, at) {
    const next = at + lineBreak.length;
    if (bytes[next - 1] !== toByte('\n') || !isBase64Digit(bytes[next])) return undefined;
    for (let before = at - shortestFullLine; before < at; before++) if (!isBase64Digit(bytes[before])) return undefined;
    return { length: lineBreak.length, value: 0, kind: 'nothing' };
  },
}));

function isBase64Digit(byte: number | undefined): boolean {
  return byte !== undefined && (base64Digits[byte] as number) >= 0;
}

const shortestFullLine = 60;

/** Bytes between `&` or `&#` and `;`. */
const longestReference = 10;

/** What a byte stands for after a backslash: some letters for what can't be seen, every sign for itself; -1 where it has no meaning. */
const afterBackslash = new Int16Array(256).fill(-1);
for (const sign of ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~') afterBackslash[toByte(sign)] = toByte(sign);
for (const [letter, value] of Object.entries({ 0: 0, a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }))
  afterBackslash[toByte(letter)] = value;

function toByte(character: string): number {
  return character.charCodeAt(0);
}

function toSingleByte(length: number, value: number | undefined): Escape | undefined {
  return value === undefined ? undefined : { length, value, kind: 'byte' };
}

function toCharacter(length: number, value: number | undefined): Escape | undefined {
  return value === undefined ? undefined : { length, value, kind: 'character' };
}

function readHex(bytes: Uint8Array, start: number, length: number): number | undefined {
  let value = 0;
  for (let at = start; at < start + length; at++) {
    const digit = at < bytes.length ? (hexDigits[bytes[at] as number] as number) : -1;
    if (digit < 0) return undefined;
    value = 16 * value + digit;
  }
  return value;
}

/** `\u{…}`, of one to six digits. */
function readBraced(bytes: Uint8Array, at: number): Escape | undefined {
  const length = bytes.subarray(at + 3, at + 10).indexOf(toByte('}'));
  const value = length > 0 ? readHex(bytes, at + 3, length) : undefined;
  return value !== undefined && value <= 0x10ffff ? toCharacter(length + 4, value) : undefined;
}

/** Three octal digits that make a byte. */
function readOctal(bytes: Uint8Array, start: number): number | undefined {
  let value = 0;
  for (let at = start; at < start + 3; at++) {
    const digit = (bytes[at] ?? 0) - toByte('0');
    if (digit < 0 || digit > 7) return undefined;
    value = 8 * value + digit;
  }
  return value < 256 ? value : undefined;
}

function isWordCharacter(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** A number after `&#`: `39`, `x27`. */
function readNumber(text: string): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : /^x[\da-f]+$/i.test(text) ? Number(`0${text}`) : Number.NaN;
  return value <= 0x10ffff ? value : undefined;
}
