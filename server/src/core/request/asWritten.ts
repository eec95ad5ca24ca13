import type { HeaderField } from '#core/model/flow';
import { cut, escapeControls } from '#core/model/quote';
import { findTokenShape } from '#core/model/tokenShape';
import { isCredentialField } from '#core/request/credentials';
import { findInUrl } from '#core/request/literalCredentials';
import { redacted } from '#core/request/redact';
import type { Span } from '#core/syntax/span';
import { parseTemplate } from '#core/template/parseTemplate';

/*
 * Texts of a flow for people, as they are written: placeholders stay, and are no secret. What looks like a literal credential is
 * hidden, though it stands in the file: a hint or a hover is shown to whoever looks at the screen, and gets into pictures of it.
 */

/** Any text, without literal credentials of well-known services or in URLs, on one line, and cut at some length. */
export function textAsWritten(text: string, longest = 160): string {
  return cut(escapeControls(withoutCredentials(text.replaceAll(/\s+/g, ' ').trim())), longest);
}

/** A URL without its literal passwords and keys. */
export function urlAsWritten(url: string, longest = 300): string {
  return textAsWritten(hideAll(url, findInUrl), longest);
}

/** A text with `••••` for each literal credential of a well-known service, and for those in URLs. */
export function withoutCredentials(text: string): string {
  const withoutTokens = hideAll(text, findTokenShape);
  return withoutTokens.replaceAll(/[^\s"'<>]+/g, (word) => (/[=@]/.test(word) ? hideAll(word, findInUrl) : word));
}

/** The values of a field, `application/json`. Of credentials no more than their scheme and their placeholders is shown. */
export function fieldAsWritten({ name, values }: HeaderField, longest = 120): string {
  const write = isCredentialField(name) ? credentialAsWritten : (value: string) => value;
  return textAsWritten(values.map(({ value }) => write(value)).join(', '), longest);
}

/** `Bearer {{ORDERS_KEY}}` as it is, and `Bearer abc` as `Bearer ••••` (RFC 9110 §11.4). */
function credentialAsWritten(value: string): string {
  const scheme = /^\s*(?:Basic|Bearer|Digest|Negotiate|Token|ApiKey)\s+/i.exec(value)?.[0] ?? '';
  const rest = value.slice(scheme.length);
  const parts = parseTemplate(rest).map((part) => {
    if (part.kind !== 'literal') return rest.slice(part.offset, part.offset + part.length);
    return /[\p{L}\p{N}]/u.test(part.text) ? redacted : part.text;
  });
  return scheme + parts.join('');
}

/** How many stretches are looked for: a text with more is hidden whole. */
const mostFound = 20;

function hideAll(text: string, find: (text: string) => Span | undefined): string {
  let shown = text;
  for (let round = 0; round < mostFound; round++) {
    const found = find(shown);
    if (found === undefined) return shown;
    // A shape is found where it begins; at least that much must go, or it would be found for ever.
    shown = hide(shown, { offset: found.offset, length: Math.max(1, found.length) });
  }
  return redacted;
}

function hide(text: string, { offset, length }: Span): string {
  return text.slice(0, offset) + redacted + text.slice(offset + length);
}
