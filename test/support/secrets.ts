import { createRandom, type Random } from './random';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits that look like a key, the same ones each time for the same seed. */
export function keyOf(length: number, seed = 'key'): string {
  const random = createRandom(seed);
  return Array.from({ length }, () => letters[random(letters.length)]).join('');
}

/** Secrets of many shapes, by what is special about them. */
export const secretShapes: Readonly<Record<string, string>> = {
  'four characters': 'K7q4',
  digits: '48151623',
  'letters and digits': 's3cr3tK3y',
  'a token with dots': `eyJhbGciOiJIUzI1NiJ9.${keyOf(60)}.${keyOf(43, 'signature')}`,
  'the base64 alphabet': 'QWxhZGRpbjpvcGVu/IHNlc2+FtZQ==',
  'quotes and backslashes': String.raw`p"q\uo'te\n\\"x`,
  'percent signs': '100%25 sure%, %41%42',
  'ampersands and references': 'a&amp;b&lt;c&d;e&#65;',
  'form characters': 'a+b c=d&e/f?g',
  markup: '<tag attr="x">\'</tag>',
  'line breaks and tabs': 'first line\nsecond\r\n\tthird',
  'spaces around': '  inner value  ',
  'Latin-1': 'ünï-çödé-paßwort',
  'nothing but Cyrillic': 'пароль-ключ',
  'nothing but Chinese': '密码密码钥匙',
  'beyond U+FFFF': '🔑key🔒value',
  'a lone surrogate': 'half\uD83Dpair',
  'four thousand characters': keyOf(4000),
  'four thousand of every kind': `${keyOf(12)}"\\%é&'+ <\n`.repeat(180).slice(0, 4000),
};

/** What has no UTF-8 can't be encoded otherwise. */
const wellFormed = (value: string): string => value.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
const xmlNames = new Map(Object.entries({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }));
const unitToHex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0');

/** The encodings in which servers and tools repeat a value. */
export const encoders: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  percent: (value) => encodeURIComponent(wellFormed(value)),
  'percent, lower case': (value) =>
    encodeURIComponent(wellFormed(value)).replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
  'percent, as in a path': (value) => encodeURI(wellFormed(value)).replaceAll('#', '%23').replaceAll('?', '%3F'),
  'percent, every byte': (value) => Buffer.from(value).toString('hex').replaceAll(/../g, '%$&'),
  form: (value) => new URLSearchParams({ v: value }).toString().slice(2),
  json: (value) => JSON.stringify(value).slice(1, -1),
  'json, slashes too': (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
  'json in ASCII': (value) =>
    JSON.stringify(value)
      .slice(1, -1)
      .replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unitToHex(unit)}`)
      .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unitToHex(unit)}`),
  'json, every character': (value) =>
    value
      .split('')
      .map((unit) => `\\u${unitToHex(unit)}`)
      .join(''),
  'a string of JavaScript': (value) =>
    value.replaceAll(/[^\w ]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`),
  xml: (value) => value.replaceAll(/[&<>]/g, (sign) => xmlNames.get(sign) ?? sign),
  'an attribute': (value) => value.replaceAll(/[&<>"']/g, (sign) => xmlNames.get(sign) ?? sign),
  'references in decimal': (value) => value.replaceAll(/[^\w ]/gu, (character) => `&#${character.codePointAt(0)};`),
  'references in hex': (value) =>
    value.replaceAll(/[^\w ]/gu, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`),
  'references to surrogates': (value) => value.replaceAll(/[^\w ]/g, (unit) => `&#${unit.charCodeAt(0)};`),
  base64: (value) => Buffer.from(value).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'base64 after one byte': (value) => Buffer.from(`u${value}`).toString('base64'),
  'base64 in the middle': (value) => Buffer.from(`user:${value}:more`).toString('base64'),
  hex: (value) => Buffer.from(value).toString('hex'),
  HEX: (value) => Buffer.from(value).toString('hex').toUpperCase(),
  'hex in both cases': (value) =>
    Buffer.from(value)
      .toString('hex')
      .replaceAll(/[a-f]/g, (digit, at: number) => (at % 3 === 0 ? digit.toUpperCase() : digit)),
};

/** Encodings of whole contents, which nothing is made of before. */
export const contentEncoders: typeof encoders = {
  'Latin-1 for UTF-8': (value) => Buffer.from(value).toString('latin1'),
  'base64 in lines': (value) =>
    (
      Buffer.from(`user:${value}`)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n'),
  'base64 of UTF-16': (value) => Buffer.from(value, 'utf16le').toString('base64'),
};

/** Encoders that escape some characters and leave others, each time in another way, as whoever decodes must allow. */
export function encodeSome(random: Random): Readonly<Record<string, (value: string) => string>> {
  const oneOf = (...forms: readonly string[]): string => forms[random(forms.length)] ?? '';
  const inCase = (digits: string): string => oneOf(digits.toLowerCase(), digits.toUpperCase());
  const unit = (character: string): string => `\\u${inCase(unitToHex(character))}`;
  const point = (character: string): number => character.codePointAt(0) ?? 0;
  return {
    percent: (value) =>
      [...wellFormed(value)]
        .map((character) => {
          const code = Buffer.from(character)
            .toString('hex')
            .replaceAll(/../g, (byte) => `%${inCase(byte)}`);
          return /[%+]/.test(character) ? code : oneOf(character, code);
        })
        .join(''),
    json: (value) =>
      value
        .split('')
        .map((character) => {
          const simple = JSON.stringify(character).slice(1, -1);
          return oneOf(simple, unit(character));
        })
        .join(''),
    xml: (value) =>
      [...value]
        .map((character) => {
          const numbers = [`&#${point(character)};`, `&#x${inCase(point(character).toString(16))};`];
          return oneOf(xmlNames.get(character) ?? (character === '&' ? '&amp;' : character), ...numbers);
        })
        .join(''),
  };
}

/** What of a form tells the secret: all but the few characters at its ends that its neighbours may share. */
export function coreOf(form: string): string {
  return form.length > 24 ? form.slice(6, -6) : form;
}

/** Every form to search for: each encoding, and each within each other one; a part of it that is enough to know it by. */
export function formsOf(secret: string): readonly string[] {
  const forms = new Set(Object.values(contentEncoders).map((encode) => coreOf(encode(secret))));
  for (const inner of Object.values(encoders))
    for (const outer of Object.values(encoders)) forms.add(coreOf(outer(inner(secret))));
  return [...forms].filter((form) => form.length >= 4);
}
