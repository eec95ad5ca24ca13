import { isCredentialField } from '#core/request/credentials';
import type { Field } from '#core/request/exchange';

/** What stands in the place of a secret. */
export const redacted = '••••';

/** UTF-16 code units. Shorter values would be found everywhere; whoever gives or stores one is told. */
export const shortestSecret = 4;

/** Hides secrets, in every form in which a server or a tool may repeat them. */
export interface Redactor {
  /** The text with each secret replaced by `••••`. */
  text(text: string): string;
  /** Fields as a person may see them: no credentials at all, no secret in the others. */
  fields(fields: readonly Field[]): readonly Field[];
}

/** Hides nothing: for the one run whose secrets a person has asked to see. */
export const revealing: Redactor = { text: (text) => text, fields: (fields) => fields };

/**
 * A redactor for some values. Forms are found in one another too: percent-encoded base64, JSON-escaped JSON. They are made when the
 * first text comes.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  let longestFirst: readonly string[] | undefined;
  const redact = (text: string): string => {
    longestFirst ??= allForms(secrets).sort((a, b) => b.length - a.length);
    return longestFirst.reduce(
      (result, form) => (result.includes(form) ? result.replaceAll(form, redacted) : result),
      text,
    );
  };
  return {
    text: redact,
    fields: (fields) =>
      fields.map(([name, value]) => [name, isCredentialField(name) ? hideCredentials(value) : redact(value)]),
  };
}

function allForms(secrets: readonly string[]): string[] {
  const forms = new Set<string>();
  for (const secret of new Set(secrets)) {
    if (secret.length < shortestSecret) continue;
    for (const form of formsOf(secret)) for (const inner of formsOf(form)) forms.add(inner);
  }
  return [...forms];
}

/** The value itself and what the usual encodings make of it. */
function formsOf(value: string): readonly string[] {
  const bytes = new TextEncoder().encode(value);
  const percent = encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const candidates = [
    value,
    value.trim(),
    percent,
    percent.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    percent.replaceAll('%20', '+'),
    percent.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
    encodeURI(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD')),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
    toAsciiJson(value),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    toXmlAttribute(value),
    hex.join(''),
    hex.join('').toUpperCase(),
    ...base64Forms(bytes),
  ];
  return candidates.filter((form) => form.length >= shortestSecret);
}

function toXmlAttribute(value: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return value.replaceAll(/[&<>"']/g, (character) => names[character] ?? character);
}

function toAsciiJson(value: string): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(/[\u0080-\uFFFF]/g, escapeUnit);
}

/**
 * What base64 makes of bytes that stand anywhere in a longer text: at each of the three alignments, the characters that the
 * neighbours have no part in. In the alphabets of RFC 4648 §4 and §5.
 */
function base64Forms(bytes: Uint8Array): readonly string[] {
  const forms = [0, 1, 2].map((shift) => {
    const padded = String.fromCharCode(...new Uint8Array(shift), ...bytes);
    return btoa(padded).slice(Math.ceil((8 * shift) / 6), Math.floor((8 * padded.length) / 6));
  });
  const whole = btoa(String.fromCharCode(...bytes));
  const all = [whole, ...forms];
  return [...all, ...all.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** Keeps the scheme of `Bearer abc`: it tells a person what went wrong and is no secret (RFC 9110 §11.4). */
function hideCredentials(value: string): string {
  const scheme = /^(?:Basic|Bearer|Digest|Negotiate|Token|ApiKey)(?= )/i.exec(value)?.[0];
  return scheme === undefined ? redacted : `${scheme} ${redacted}`;
}
