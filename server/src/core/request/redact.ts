import { isCredentialField } from '#core/request/credentials';
import type { Field } from '#core/request/exchange';
import { createFormFinder, type FindForms } from '#core/request/redaction/formFinder';
import type { Stretch } from '#core/request/redaction/reading';
import { readingsOf } from '#core/request/redaction/readings';
import { isSearchable, longestForm, toForms } from '#core/request/redaction/secretForms';

/** What stands in the place of a secret. */
export const redacted = '••••';

/** Hides secrets, in every form in which a server or a tool may repeat them. */
export interface Redactor {
  /** The text with each secret replaced by `••••`. */
  text(text: string): string;
  /**
   * The first code units of a text that goes on, redacted. A secret that begins in them is hidden even where the text breaks off in
   * the middle of it.
   *
   * @param length how many of them, in UTF-16 code units, before anything is hidden
   */
  beginning(text: string, length: number): string;
  /** Fields as a person may see them: no credentials at all, no secret in the others. */
  fields(fields: readonly Field[]): readonly Field[];
  /** Whether the text has a secret in it. */
  holds(text: string): boolean;
  /**
   * How many UTF-16 code units of a text a secret takes at most, in any form. Who looks at a long text piece by piece lets each
   * piece begin so much before the end of the one before it.
   */
  readonly longest: number;
}

/** Hides nothing: for the one run whose secrets a person has asked to see. */
export const revealing: Redactor = {
  text: (text) => text,
  beginning: (text, length) => text.slice(0, length),
  fields: (fields) => fields,
  holds: () => false,
  longest: 0,
};

/** Hides everything: for where there is too much to hide. */
export const hidingAll: Redactor = {
  text: () => redacted,
  beginning: () => redacted,
  fields: (fields) => fields.map(([name]) => [name, redacted]),
  holds: () => true,
  longest: 0,
};

/** A redactor for some values. What it searches for is made when the first text comes. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const searched = [...new Set(secrets)].filter(isSearchable);
  const longest = searched.reduce((most, secret) => Math.max(most, longestForm(secret)), 0);
  let find: FindForms | undefined;
  const findIn = (text: string, goesOn = false): readonly Stretch[] => {
    if (searched.length === 0 || !isSearchable(text)) return [];
    find ??= createFormFinder(searched.flatMap(toForms));
    return findSecrets(text, { find, longest, goesOn });
  };
  const hide = (text: string): string => replaceAll(text, findIn(text), text.length);
  return {
    text: hide,
    beginning: (text, length) => replaceAll(text, findIn(text, true), length),
    fields: (fields) =>
      fields.map(([name, value]) => [hide(name), isCredentialField(name) ? hideCredentials(value) : hide(value)]),
    holds: (text) => findIn(text).length > 0,
    longest,
  };
}

interface Search {
  readonly find: FindForms;
  readonly longest: number;
  /** Whether the text is only the beginning of another one. */
  readonly goesOn: boolean;
}

/** Where secrets stand in the text, in order and apart from one another. */
function findSecrets(text: string, { find, longest, goesOn }: Search): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { bytes, locate } of readingsOf(text, longest)) {
    const inBytes: Stretch[] = [];
    find(bytes, (from, to, isWhole) => {
      if (isWhole) add(inBytes, { from, to });
      else if (goesOn && locate(from, to).to > text.length - longestRest)
        found.push({ from: locate(from, to).from, to: text.length });
    });
    for (const { from, to } of inBytes) found.push(locate(from, to));
  }
  return found.sort((a, b) => a.from - b.from).reduce(add, []);
}

/** What may stand after the last whole byte where a text breaks off: the beginning of an escape. */
const longestRest = 8;

/** Adds a stretch, or lets the last one grow: a text of nothing but secrets has one at each of its characters. */
function add(found: Stretch[], { from, to }: Stretch): Stretch[] {
  const last = found.at(-1);
  if (last === undefined || from > last.to || to < last.from) found.push({ from, to });
  else found[found.length - 1] = { from: Math.min(from, last.from), to: Math.max(to, last.to) };
  return found;
}

function replaceAll(text: string, secrets: readonly Stretch[], length: number): string {
  const end = isWithinCharacter(text, length) ? length - 1 : length;
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to } of secrets) {
    if (from >= end) break;
    pieces.push(text.slice(done, from), redacted);
    done = to;
  }
  pieces.push(text.slice(done, Math.max(done, end)));
  return pieces.join('');
}

/** Whether a cut there would leave half a character. */
function isWithinCharacter(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1));
}

/** Keeps the scheme of `Bearer abc`: it tells a person what went wrong and is no secret (RFC 9110 §11.4). */
function hideCredentials(value: string): string {
  const scheme = /^(?:Basic|Bearer|Digest|Negotiate|Token|ApiKey)(?= )/i.exec(value)?.[0];
  return scheme === undefined ? redacted : `${scheme} ${redacted}`;
}
